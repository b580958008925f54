import { expect, test } from "vitest";
import { publish, putTemplates, read } from "./examples.ts";
import type { Stage } from "./stage.ts";

export const DOMAIN = "shop.example";
export const CONTEXT = { sendingDomain: DOMAIN };

export function putUp(stage: Stage): void {
  test("the documented commands put it up", async () => {
    await stage.app.bootstrap();
    await stage.app.deploy(CONTEXT);
    expect(await (await stage.app.fetch("/v1/health")).json()).toMatchObject({ status: "ok" });
  });

  test("before there is a key, every call is refused", async () => {
    expect((await stage.app.call("GET", "/v1/settings")).status).toBe(401);
  });

  test("the command line makes the first key, and its doctor finds nothing to fix", async () => {
    await stage.app.makeKey();
    const settings = {
      from: { name: "Shop", email: `hello@${DOMAIN}` },
      postalAddress: "1 Road, Town",
    };
    expect((await stage.app.call("PUT", "/v1/settings", settings)).status).toBe(200);
    expect((await stage.app.doctor()).map(({ name }) => name)).toContain("secrets");
  });

  test("the sample is set up over the API", async () => {
    await putTemplates(stage.app, "welcome");
    await publish(stage.app, "welcome", JSON.parse(await read("welcome", "sequence.json")));
  });

  test("a mistake in a template is told by the function that renders, which has no rights", async () => {
    const answer = await stage.app.call("PUT", "/v1/templates/broken", {
      subject: "{{ unclosed",
      html: "<p>x</p>",
    });
    expect(answer.status).toBe(422);
  });
}
