import { expect, test } from "vitest";
import { DAY_MS } from "#shared/kernel/time.ts";
import { addDailyCounts } from "#shared/messaging/figures/index.ts";
import { makeApi } from "#test/support/api.ts";

const SEQUENCE = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "end",
  steps: { end: { kind: "exit", reason: "done" } },
};

test("what happened to mails is told by day, of the workspace and of a sequence", async () => {
  const { call, world, clock } = await makeApi();
  await call("PUT", "/v1/sequences/welcome", SEQUENCE);
  const at = clock.now();
  await addDailyCounts(world, [
    { count: "sent", at, sequence: "welcome" },
    { count: "sent", at },
    { count: "sent", at, sequence: "other" },
    { count: "bounced", at: at - DAY_MS, sequence: "welcome" },
    { count: "complained", at: at - 8 * DAY_MS },
  ]);
  const { body } = await call("GET", "/v1/stats/mails");
  expect(body).toMatchObject({ from: "2026-02-01", until: "2026-03-02" });
  expect(body.days).toMatchObject([
    { day: "2026-02-22", complained: 1 },
    { day: "2026-03-01", bounced: 1, sent: 0 },
    { day: "2026-03-02", sent: 3, unsubscribed: 0 },
  ]);
  const own = await call("GET", "/v1/stats/mails?sequence=welcome&from=2026-03-02");
  expect(own.body.days).toMatchObject([{ day: "2026-03-02", sent: 1 }]);
  expect((await call("GET", "/v1/home")).body).toMatchObject({ bounced: 1, complained: 0 });
});

test.each([
  ["sequence=A%20b", 422, "/sequence"],
  ["from=yesterday", 422, "/from"],
  ["from=2026-03-03&until=2026-03-01", 422, "/from"],
  ["measure=sent", 422, undefined],
  ["sequence=nothing", 404, undefined],
])("figures for `%s` are refused", async (query, status, path) => {
  const { call } = await makeApi();
  const answer = await call("GET", `/v1/stats/mails?${query}`);
  expect(answer.status).toBe(status);
  if (path) expect(answer.body.errors[0].path).toBe(path);
});
