import { beforeAll, expect, test } from "vitest";
import { DAY_MS } from "#shared/kernel/time.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";

let engine: Engine;
const PEOPLE = 60;
beforeAll(async () => {
  engine = await makeEngine();
  for (let n = 0; n < PEOPLE; n++) {
    await engine.put(`user-${n}`, {
      attributes: { plan: n % 3 === 0 ? "pro" : "free", age: n },
      subscribed: n % 2 === 0,
    });
    if (n < 10) await engine.happen(`user-${n}`, "ordered", { total: n });
  }
});

const pro = { attribute: "plan", is: "pro" };
const estimate = async (condition: object, sample = 2_000) =>
  (await engine.must("POST", "/v1/segments/estimate", { condition, sample })).body;

test("few contacts are all looked at, so the estimate is exact, with examples and why", async () => {
  const before = engine.snapshot();
  const body = await estimate(pro);
  expect(engine.snapshot()).toBe(before);
  expect(body).toMatchObject({
    sample: PEOPLE,
    of: PEOPLE,
    exact: true,
    matches: 20,
    share: 1 / 3,
    interval: null,
    rules: [],
  });
  expect(body.examples).toHaveLength(10);
  expect(body.examples[0]).toEqual({
    contactId: expect.stringMatching(/^user-/),
    email: expect.stringMatching(/^user-.*@example.com$/),
    why: expect.objectContaining({ matches: true, rule: expect.any(String) }),
  });
});

test("each part of a group says for how many it holds, and how many match without it", async () => {
  const all = { all: [pro, { subscribed: true }, { attribute: "age", lt: 30 }] };
  const found = await estimate(all);
  expect(found.matches).toBe(5);
  expect(found.rules).toEqual([
    { path: "/all/0", holds: 20, without: 15 },
    { path: "/all/1", holds: 30, without: 10 },
    { path: "/all/2", holds: 30, without: 10 },
  ]);
});

test("events count, and segments", async () => {
  expect((await estimate({ event: "ordered" })).matches).toBe(10);
  await engine.must("PUT", "/v1/segments/pros", { name: "Pros", condition: pro });
  await engine.settle();
  const both = { all: [{ segment: "pros" }, { event: "ordered", within: "P1D" }] };
  expect((await estimate(both)).matches).toBe(4);
});

test("of many contacts a sample stands for all, and the true share lies in the interval", async () => {
  const own = await makeEngine();
  for (let n = 0; n < 600; n++) {
    const attributes = { plan: n % 4 === 0 ? "pro" : "free" };
    await own.must("PUT", `/v1/contacts/c-${n}`, { email: `c-${n}@example.com`, attributes });
    own.clock.advance(1);
  }
  const { body } = await own.must("POST", "/v1/segments/estimate", { condition: pro, sample: 200 });
  expect(body.exact).toBe(false);
  expect(body.sample).toBeLessThanOrEqual(200);
  expect(body.of).toBeGreaterThan(300);
  expect(body.interval.from).toBeLessThan(0.25);
  expect(body.interval.to).toBeGreaterThan(0.25);
});

test("a condition that no segment could have is refused with its place", async () => {
  for (const [body, path] of [
    [{ condition: { entry: "cart", is: "x" } }, "/condition"],
    [{ condition: { segment: "none" } }, "/condition"],
    [{ condition: pro, sample: 1 }, "/sample"],
    [{}, "/condition"],
  ] as const) {
    const answer = await engine.call("POST", "/v1/segments/estimate", body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  }
});

test("a job counts all contacts exactly", async () => {
  const condition = { all: [pro, { event: "ordered" }] };
  const started = await engine.must("POST", "/v1/segments/count", { condition });
  expect(started.status).toBe(202);
  await engine.settle();
  const { body } = await engine.must("GET", `/v1/jobs/${started.body.id}`);
  expect(body).toMatchObject({
    kind: "count",
    state: "done",
    result: { matches: 4, contacts: PEOPLE },
  });
  await engine.goTo(engine.clock.now() + DAY_MS);
});
