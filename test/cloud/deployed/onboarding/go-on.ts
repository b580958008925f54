import { expect, test } from "vitest";
import { localIso } from "#shared/calendar/index.ts";
import { eventually } from "../../machine/eventually.ts";
import type { Stage } from "../stage.ts";
import { attributesOf, datedMailsOf, mailsOf, OLGA, OMAR, stands, ZONE } from "./people.ts";

export function aFirstProject(stage: Stage): void {
  test("a first project leads through branch, request, split, event and enrolment to the trial", async () => {
    await stands(stage, "first-project", OLGA, OMAR);
    const data = { name: "Garden" };
    const events = [{ contactId: OLGA, name: "project_created", data }];
    await stage.app.call("POST", "/v1/events", { events });
    await eventually(60, "the tip", async () => (await mailsOf(stage, OLGA)).length === 2);
    const trail = await eventually(60, "the end", async () => {
      const found = await stage.trailOf(OLGA, "onboarding");
      return found.at(-1)?.includes("completed") && found;
    });
    const way = trail.find((line) => line.startsWith("tip split"))?.at(-1);
    const tip = way === "1" ? "video" : "guide";
    expect(trail.slice(trail.findIndex((line) => line.startsWith("size")))).toEqual([
      "size branch case 1",
      "tell-crm request attempt 1",
      "tell-crm request-failed private",
      `tip split way ${way}`,
      `${tip} send onboarding-${tip}`,
      "done emitted onboarded",
      "hand-over enrolled trial",
      "completed end",
    ]);
    expect((await mailsOf(stage, OLGA))[1]).toBe(`onboarding-${tip}`);
    expect((await attributesOf(stage, OLGA)).health).toBeUndefined();
  });

  test("the event that it emitted is on the timeline, and the trial has begun", async () => {
    const emitted = await eventually(60, "the event", async () => {
      const { body } = await stage.app.call("GET", `/v1/contacts/${OLGA}/timeline?limit=100`);
      return body.items.find(({ name }: { name?: string }) => name === "onboarded");
    });
    expect(emitted).toMatchObject({ kind: "event", data: { source: "fair" } });
    await eventually(60, "the trial", async () => {
      const [first] = await stage.trailOf(OLGA, "trial");
      return first?.startsWith("week-before entered");
    });
  });
}

export function noProject(stage: Stage): void {
  test("who made no project in two days gets a nudge", async () => {
    await eventually(120, "the nudge", async () => (await mailsOf(stage, OMAR)).length === 2);
    expect((await mailsOf(stage, OMAR))[1]).toBe("onboarding-nudge");
    await stands(stage, "second-chance", OMAR);
  });

  test("after two more days the team is told, and the run ends; at nine where she lives the trial's mail goes", async () => {
    const { body } = await stage.app.call("GET", `/v1/contacts/${OLGA}/explain?sequence=trial`);
    const nine = body.next.timeline.find(({ kind }: { kind: string }) => kind === "mail");
    expect(nine.local).toMatch(/T09:00:00\+09:00$/);
    await stage.advance(Date.parse(nine.at) - stage.app.now());
    await eventually(150, "the trial's mail", async () =>
      (await mailsOf(stage, OLGA)).includes("trial-tips"),
    );
    const tips = (await datedMailsOf(stage, OLGA)).find(
      ({ template }) => template === "trial-tips",
    )!;
    expect(tips.at).toBeGreaterThanOrEqual(Date.parse(nine.at));
    expect(localIso(tips.at, ZONE).slice(0, 10)).toBe(nine.local.slice(0, 10));
    const trail = await eventually(60, "the end", async () => {
      const found = await stage.trailOf(OMAR, "onboarding");
      return found.at(-1)?.startsWith("stuck") && found;
    });
    expect(trail.slice(-4)).toEqual([
      "second-chance timed-out project_created",
      "tell-team request attempt 1",
      "tell-team request-failed private",
      "stuck exited no project",
    ]);
  });
}
