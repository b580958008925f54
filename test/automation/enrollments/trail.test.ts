import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Decision,
  type Enrollment,
  keepVersion,
  readTrail,
  recordDecision,
} from "#shared/automation/enrollments/index.ts";
import { placeTrail } from "#shared/insight/timeline/timeline-items.ts";

const instant = fc.integer({ min: 0, max: 9_999_999_999_999 });
const decision: fc.Arbitrary<Decision> = fc.record(
  {
    at: instant,
    step: fc.stringMatching(/^[a-z0-9-]{0,64}$/),
    decision: fc.constantFrom("entered", "wait", "wait-for", "send", "exited"),
    reason: fc.string({ unit: "grapheme", maxLength: 100 }),
    until: instant,
    version: fc.integer({ min: 1, max: 999 }),
  },
  { requiredKeys: ["at", "step", "decision"] },
);

test("the newest thirty decisions are read as they were noted, whatever their reasons hold", () => {
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 40 }), (decisions) => {
      const trail = decisions.reduce(recordDecision, []);
      expect(readTrail(JSON.parse(JSON.stringify(trail)))).toEqual(decisions.slice(-30));
    }),
  );
});

test("a trail that an earlier version wrote is read and goes on", () => {
  const old: Decision = { at: 1, step: "day", decision: "wait", reason: "P1D", until: 2 };
  const next: Decision = { at: 2, step: "day", decision: "waited" };
  expect(readTrail(recordDecision([old], next))).toEqual([old, next]);
});

test("decisions of an earlier version keep saying so, however often a run goes on to another", () => {
  const decide = (at: number): Decision => ({ at, step: "day", decision: "wait", reason: "P1D" });
  const first = keepVersion([decide(1), ...recordDecision([], decide(2))], 1);
  const second = keepVersion(recordDecision(first, decide(3)), 2);
  expect(readTrail(recordDecision(second, decide(4)))).toEqual([
    { ...decide(1), version: 1 },
    { ...decide(2), version: 1 },
    { ...decide(3), version: 2 },
    decide(4),
  ]);
});

test.each([
  ["-", {}],
  ["cart-1", { key: "cart-1" }],
])("a timeline names the run of each decision by its key: %s", (entryKey, shown) => {
  const trail = recordDecision([], { at: 0, step: "day", decision: "wait" });
  const run = { sequence: "cart", version: 2, entryKey, trail } as Enrollment;
  expect(placeTrail(run).map(({ item }) => item)).toEqual([
    {
      ...{ at: "1970-01-01T00:00:00.000Z", kind: "decision", sequence: "cart", version: 2 },
      ...{ step: "day", decision: "wait", ...shown },
    },
  ]);
});
