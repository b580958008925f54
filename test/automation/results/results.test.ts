import fc from "fast-check";
import { expect, test } from "vitest";
import {
  newcombeInterval,
  wilsonInterval,
} from "#shared/automation/results/confidence-interval.ts";
import { experimentResult, goalResult } from "#shared/automation/results/results.ts";
import { iso } from "#shared/kernel/time.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-20T12:00:00Z");
const share = (hits: number, of: number) => ({ hits, of });

// Examples that Newcombe prints for his method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
])("the interval of %i/%i − %i/%i is the printed one", (a, m, b, n, low, high) => {
  const interval = newcombeInterval(share(a, m), share(b, n))!;
  expect(interval.map((end) => Math.round(end * 10_000) / 10_000)).toEqual([low, high]);
});

test("without people there is no interval; else it holds the share, within 0 and 1, narrower for more", () => {
  expect(wilsonInterval(share(0, 0))).toBeUndefined();
  expect(newcombeInterval(share(1, 2), share(0, 0))).toBeUndefined();
  const shares = fc
    .integer({ min: 1, max: 1_000 })
    .chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
  fc.assert(
    fc.property(shares, shares, ([hits, of], [others, all]) => {
      const [low, high] = wilsonInterval(share(hits, of))!;
      const [lower, higher] = wilsonInterval(share(hits * 4, of * 4))!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low - 1e-12).toBeLessThanOrEqual(hits / of);
      expect(high + 1e-12).toBeGreaterThanOrEqual(hits / of);
      expect(higher - lower).toBeLessThan(high - low);
      const [from, to] = newcombeInterval(share(hits, of), share(others, all))!;
      const [back, forth] = newcombeInterval(share(others, all), share(hits, of))!;
      expect([back, forth].map((end) => -end)).toEqual([to, from]);
    }),
  );
});

test("of none the interval begins at 0 and of all it ends at 1, exactly", () => {
  for (let of = 1; of <= 1_000; of++) {
    expect([wilsonInterval(share(0, of))![0], wilsonInterval(share(of, of))![1]]).toEqual([0, 1]);
  }
});

const goal = { event: "ordered", within: "P7D", exit: false };
const day = (name: string, counts: Record<string, number>) => ({ day: name, counts });

test("a goal's rates count all; the comparison only those whose time is over", () => {
  const days = [
    day("2026-03-01", { "through.runs": 70, "through.reached": 56, "through.value": 12_345 }),
    day("2026-03-11", { "holdout.runs": 80, "holdout.reached": 48 }),
    day("2026-03-13", { "through.runs": 5, "holdout.runs": 3, "holdout.reached": 1 }),
    day("2026-03-20", { "through.runs": 25, "through.reached": 4 }),
  ];
  const found = goalResult({ goal, holdout: 10 }, days, NOW);
  expect(found.through).toMatchObject({
    runs: 100,
    open: 30,
    reached: 60,
    rate: 0.6,
    value: 123.45,
  });
  expect(found.holdout).toMatchObject({ runs: 83, open: 3, reached: 49 });
  expect(found.difference).toMatchObject({
    through: { runs: 70, reached: 56 },
    holdout: { runs: 80, reached: 48 },
    rate: expect.closeTo(0.2),
    interval: [expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)],
  });
});

test("a goal without runs has no rates, and without a holdout there is nothing to compare", () => {
  const none = { runs: 0, open: 0, reached: 0, value: 0, rate: null, interval: null };
  expect(goalResult({ goal }, [], NOW)).toEqual({ through: none, holdout: null, difference: null });
  expect(goalResult({ goal, holdout: 5 }, [], NOW)).toEqual({
    ...{ through: none, holdout: none, difference: null },
  });
  const lost = [day("2026-03-01", { "through.runs": 1, "through.reached": 3 })];
  expect(goalResult({ goal }, lost, NOW).through).toMatchObject({ runs: 1, reached: 3, rate: 1 });
});

test("an experiment is told as the engine decides it: on whole days, once each variant has its sample", () => {
  const step = {
    variants: [
      { name: "a", next: null },
      { name: "b", next: null },
    ],
    metric: { event: "ordered", within: "P7D" },
    sample: 100,
  };
  const days = [
    day("2026-03-01", { "a.people": 90, "a.hits": 9, "b.people": 110, "b.hits": 50 }),
    day("2026-03-02", { "a.people": 30, "a.hits": 3, "b.people": 30, "b.hits": 12 }),
    day("2026-03-03", { "b.people": 500, "b.hits": 3 }),
  ];
  const decidedAt = Date.parse("2026-03-10T00:00:00Z");
  const running = experimentResult("try", step, days, decidedAt - 1);
  expect(running).toMatchObject({ state: "running", winner: null, decidedAt: null });
  expect(running.variants[0]).toMatchObject({
    people: 120,
    counted: { people: 90, hits: 9 },
    rate: 0.1,
  });
  const decided = experimentResult("try", step, days, decidedAt);
  expect(decided).toMatchObject({
    state: "decided",
    winner: "b",
    decidedAt: iso(decidedAt),
    sample: 100,
  });
  expect(decided.variants).toMatchObject([
    { name: "a", people: 120, hits: 12, counted: { people: 120, hits: 12 }, rate: 0.1 },
    { name: "b", people: 640, hits: 65, counted: { people: 140, hits: 62 } },
  ]);
  const even = days.map(({ counts, ...one }) => ({
    ...one,
    counts: { ...counts, "a.hits": 40, "b.hits": 40 },
  }));
  const open = experimentResult("try", step, even, decidedAt + 30 * DAY);
  expect(open).toMatchObject({ state: "decided", winner: null, decidedAt: iso(decidedAt) });
  expect(experimentResult("try", step, [], NOW).variants).toMatchObject([
    { name: "a", people: 0, rate: null, interval: null },
    { name: "b", people: 0, rate: null, interval: null },
  ]);
});
