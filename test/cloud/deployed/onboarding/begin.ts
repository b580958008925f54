import { expect, test } from "vitest";
import { localIso } from "#shared/calendar/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { examples } from "../../../../examples/index.ts";
import { eventually } from "../../machine/eventually.ts";
import { publish, putTemplates } from "../examples.ts";
import type { Stage } from "../stage.ts";
import { EDITED, NEAR } from "./definitions.ts";
import { attributesOf, mailsOf, OLGA, OMAR, stands, ZONE } from "./people.ts";

/** The date that lies so many days ahead where they live. */
const dateIn = (stage: Stage, days: number) =>
  localIso(stage.app.now() + days * DAY_MS, ZONE).slice(0, 10);

export function onboard(stage: Stage): void {
  test("the example with every kind of step is published, after what it hands over to", async () => {
    const people = {
      [OLGA]: { seats: 8, plan: "trial", trial_ends: dateIn(stage, 14) },
      [OMAR]: { first_name: "Omar", renews_at: dateIn(stage, 32) },
    };
    for (const [name, attributes] of Object.entries(people)) {
      const contact = { email: `${name}@example.com`, timeZone: ZONE, attributes };
      expect((await stage.app.call("PUT", `/v1/contacts/${name}`, contact)).status).toBe(200);
    }
    await putTemplates(stage.app, "trial");
    await putTemplates(stage.app, "onboarding");
    // One in twenty would get nothing, by chance.
    await publish(stage.app, "trial", { ...examples.trial, holdout: 0 });
    await publish(stage.app, "onboarding", NEAR);
  });

  test.each([OLGA, OMAR])("%s gets the beginning that the experiment chose", async (name) => {
    const events = [{ contactId: name, name: "signed_up", data: { source: "fair" } }];
    await stage.app.call("POST", "/v1/events", { events });
    await eventually(60, "the mail", async () => (await mailsOf(stage, name)).length > 0);
    const trail = await stage.trailOf(name, "onboarding");
    const beginning = trail.find((line) => line.startsWith("beginning experiment "));
    const variant = beginning?.split(" ")[2];
    expect(await mailsOf(stage, name)).toEqual([`onboarding-${variant}`]);
    expect(trail.slice(0, 4)).toEqual([
      "begin entered signed_up",
      "begin updated stage, source",
      `beginning experiment ${variant}`,
      `${variant} send onboarding-${variant}`,
    ]);
    const attributes = await attributesOf(stage, name);
    expect(attributes).toMatchObject({ stage: "onboarding", source: "fair" });
  });

  test("an edit says whom it would strand, and moves them where that is chosen", async () => {
    const { app } = stage;
    await app.call("PUT", "/v1/sequences/onboarding", EDITED);
    const impact = await app.call("POST", "/v1/sequences/onboarding/impact");
    expect(impact.body.groups).toMatchObject([
      { version: 1, step: "day", change: "stranded", people: 2 },
    ]);
    const stranded = impact.body.groups[0].contacts.map(async (id: string) => {
      return (await app.call("GET", `/v1/contacts/${id}`)).body.id;
    });
    expect((await Promise.all(stranded)).toSorted()).toEqual([OLGA, OMAR]);
    const choices = [{ version: 1, step: "day", do: "move", to: "rest" }];
    const published = await app.call("POST", "/v1/sequences/onboarding/publish", { choices });
    expect(published.body).toMatchObject({ version: 2, warnings: [] });
    await stage.jobDone(published.body.job);
    await stands(stage, "rest", OLGA, OMAR);
  });
}
