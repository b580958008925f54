import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const DAY = 86_400_000;
const path = "/v1/sequences/offer/results";

test("before anything was published, or without a goal, there is nothing to tell", async () => {
  const engine = await makeEngine();
  expect((await engine.call("GET", path)).status).toBe(404);
  const rest = { rest: { kind: "wait", for: "P1D", next: null } };
  const draft = { name: "Offer", enter: [{ event: "go" }], start: "rest", steps: rest };
  await engine.must("PUT", "/v1/sequences/offer", draft);
  const empty = { id: "offer", goal: null, experiments: [] };
  expect((await engine.must("GET", path)).body).toEqual({ ...empty, version: 0 });
  await engine.publish("offer", draft);
  expect((await engine.must("GET", path)).body).toEqual({ ...empty, version: 1 });
});

test("a goal, its holdout and an experiment are told as they come about", async () => {
  const engine = await makeEngine();
  await engine.publish("offer", {
    enter: [{ event: "go" }],
    goal: { event: "ordered", within: "P7D", value: "total" },
    holdout: 50,
    start: "try",
    steps: {
      try: {
        kind: "experiment",
        variants: [
          { name: "short", next: "rest" },
          { name: "long", next: "rest" },
        ],
        metric: { event: "ordered", within: "P2D" },
        sample: 100,
      },
      rest: { kind: "wait", for: "P30D", next: null },
    },
  });
  const before = (await engine.must("GET", path)).body;
  expect(before.goal).toMatchObject({ through: { runs: 0, rate: null }, difference: null });
  expect(before.experiments).toMatchObject([{ step: "try", state: "running", winner: null }]);
  const people = Array.from({ length: 40 }, (_, i) => `p${i}`);
  const events = people.map((id) => ({ contactId: id, email: `${id}@example.com`, name: "go" }));
  await engine.must("POST", "/v1/events", { events });
  await engine.settle();
  const inside = await engine.inside("offer");
  engine.clock.advance(DAY);
  for (const id of [inside[0]!, inside[1]!]) await engine.happen(id, "ordered", { total: 9.5 });
  const { goal, experiments } = (await engine.must("GET", path)).body;
  expect(goal).toMatchObject({
    ...{ event: "ordered", within: "P7D", valueField: "total", difference: null },
    through: {
      runs: inside.length,
      open: inside.length,
      reached: 2,
      value: 19,
      rate: 2 / inside.length,
    },
    holdout: { runs: 40 - inside.length, reached: 0, rate: 0 },
  });
  const [{ variants }] = experiments;
  const sum = (field: string) =>
    variants.reduce((total: number, one: Record<string, number>) => total + one[field]!, 0);
  expect([sum("people"), sum("hits")]).toEqual([inside.length, 2]);
  expect(variants[0]).toMatchObject({ counted: { people: 0, hits: 0 }, rate: null });
  engine.clock.advance(8 * DAY);
  const later = (await engine.must("GET", path)).body;
  expect(later.goal.through.open).toBe(0);
  expect(later.goal.difference).toMatchObject({
    through: { runs: inside.length, reached: 2 },
    holdout: { runs: 40 - inside.length, reached: 0 },
  });
  const [low, high] = later.goal.difference.interval;
  expect([low < 0, high > 0]).toEqual([true, true]);
});
