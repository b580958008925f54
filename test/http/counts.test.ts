import { expect, test } from "vitest";
import { react } from "#shared/automation/dispatch/index.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";

const PATH = "/v1/sequences/welcome";
const definition = {
  name: "Welcome",
  enter: [{ event: "signed_up" }],
  start: "plan",
  steps: {
    plan: {
      kind: "branch",
      cases: [{ when: { attribute: "plan", is: "pro" }, next: "day" }],
      otherwise: "stop",
    },
    day: { kind: "wait", for: "P1D", next: null },
    stop: { kind: "exit", reason: "not pro" },
  },
};

test("what runs did at each step is counted by day, with the edges that they took", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { call, world, queued } = api;
  await call("PUT", PATH, definition);
  await call("POST", `${PATH}/publish`, {});
  await call("PUT", "/v1/contacts/ann", { email: "ann@example.com", attributes: { plan: "pro" } });
  await call("PUT", "/v1/contacts/bob", { email: "bob@example.com" });
  await call("POST", "/v1/events", {
    events: ["ann", "bob"].map((contactId) => ({ contactId, name: "signed_up" })),
  });
  const work = queued("work").map((body, i) => ({ id: String(i), body, again: false }));
  expect([...(await react(world, work)).values()]).toEqual([]);
  const { status, body } = await call("GET", `${PATH}/counts`);
  expect(status).toBe(200);
  const [plan, day, stop] = body.steps;
  expect(plan).toMatchObject({ step: "plan", path: "/steps/plan", here: 0, entered: 2, passed: 2 });
  expect(day).toMatchObject({ step: "day", here: 1, entered: 1, passed: 0 });
  expect(stop).toMatchObject({ step: "stop", here: 0, entered: 1, exits: { "not pro": 1 } });
  expect(body.edges).toEqual(
    expect.arrayContaining([
      { from: null, to: "plan", passed: 2 },
      { from: "plan", to: "day", passed: 1 },
      { from: "plan", to: "stop", passed: 1 },
    ]),
  );
  expect(body.days).toEqual([{ day: "2026-03-02", entered: 2, completed: 0, exited: 1, mails: 0 }]);
  const before = await call("GET", `${PATH}/counts?until=2026-03-01`);
  expect(before.body.edges).toEqual([]);
  expect((await call("GET", `${PATH}/counts?version=1`)).body.edges).toHaveLength(3);
  expect((await call("GET", `${PATH}/counts?version=2`)).status).toBe(404);
  const wrong = await call("GET", `${PATH}/counts?from=2026-03-03&until=2026-03-01`);
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "/from"]);
});
