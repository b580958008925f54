import { beforeEach, expect, test } from "vitest";
import { DAY_MS } from "#shared/kernel/time.ts";
import { START } from "#test/support/world.ts";
import { course, FROM, iso, makeScene } from "./scene.ts";

let scene: Awaited<ReturnType<typeof makeScene>>;
beforeEach(async () => {
  scene = await makeScene();
  await scene.draft(course);
});

test("a version is run where it is named", async () => {
  await scene.person("ann");
  await scene.happen([{ contactId: "ann", name: "signed_up", at: START - DAY_MS }]);
  await scene.must("POST", "/v1/sequences/course/publish");
  await scene.draft({ ...course, enter: [{ event: "never" }] });
  expect((await scene.backtest()).report.mails).toBe(0);
  scene.clock.advance(1);
  expect((await scene.backtest({ version: 1 })).report).toMatchObject({ version: 1, mails: 1 });
});

test.each([
  [{ from: iso(START - 401 * DAY_MS) }, "/from", "events are kept for 400 days"],
  [{ until: iso(START + DAY_MS) }, "/until", "lies in the future"],
  [{ until: iso(FROM) }, "/until", "must come after `from`"],
  [{ segment: "unknown" }, "/segment", 'there is no segment "unknown"'],
  [{ version: 0 }, "/version", ""],
  [{ from: "yesterday" }, "/from", ""],
  [{ colour: "red" }, "", ""],
])("%j is refused with the place of the fault", async (asked, path, message) => {
  const { status, body } = await scene.start(asked);
  expect(status).toBe(422);
  expect(body.errors[0].path).toContain(path);
  expect(body.errors[0].message).toContain(message);
});

test("what is not there is not found, and a job that runs or makes none has no CSV", async () => {
  expect((await scene.start({}, "nothing")).status).toBe(404);
  expect((await scene.start({ version: 7 })).status).toBe(404);
  const { body } = await scene.start();
  expect((await scene.call("GET", `/v1/jobs/${body.id}/csv`)).status).toBe(409);
  expect((await scene.call("GET", "/v1/jobs/j_none/csv")).status).toBe(404);
  await scene.workOff();
  expect((await scene.call("GET", `/v1/jobs/${body.id}/csv?after=x`)).status).toBe(422);
  expect((await scene.call("GET", `/v1/jobs/${body.id}/csv`)).headers["content-type"]).toContain(
    "text/csv",
  );
});
