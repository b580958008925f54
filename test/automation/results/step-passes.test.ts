import { expect, test } from "vitest";
import type { DecisionName, Enrollment } from "#shared/automation/enrollments/index.ts";
import { recordDecision } from "#shared/automation/enrollments/index.ts";
import { stepCounts } from "#shared/automation/results/step-counts.ts";
import { passesOf } from "#shared/automation/results/step-passes.ts";

/** A run at a step, with decisions as `step decision reason`. */
function run(step: string | null, ...decisions: string[]): Enrollment {
  const trail = decisions.reduce<Enrollment["trail"]>((all, text, at) => {
    const [name, decision, ...reason] = text.split(" ");
    const more = reason.length > 0 && { reason: reason.join(" ") };
    return recordDecision(all, {
      at,
      step: name === "-" ? "" : name!,
      decision: decision as DecisionName,
      ...more,
    });
  }, []);
  return { run: "r", version: 1, step, trail } as Enrollment;
}

const ENTERED = ["hello entered signed_up", "hello send t", "day wait"];
const CASES: [what: string, old: Enrollment | undefined, next: Enrollment, counts: object][] = [
  ["entered and waits", undefined, run("day", ...ENTERED), { ">hello": 1, "hello>day": 1 }],
  ["nothing new", run("day", ...ENTERED), run("day", ...ENTERED), {}],
  [
    "waited, branched and ended",
    run("day", ...ENTERED),
    run(null, ...ENTERED, "day waited", "plan branch case 1", "- completed end"),
    { "day>plan": 1, "plan>": 1 },
  ],
  [
    "left by an exit condition while it waited",
    run("day", ...ENTERED),
    run(null, ...ENTERED, "day exited exit condition"),
    { "day!exit condition": 1 },
  ],
  [
    "a request that failed",
    run("in", "in request"),
    run("day", "in request", "in request-failed 500", "day wait"),
    { "in?failed": 1, "in>day": 1 },
  ],
  [
    "a date that was over",
    run("in", "in wait"),
    run(null, "in wait", "in missed not set", "- completed end"),
    { "in?skipped": 1, "in>": 1 },
  ],
  [
    "held out",
    undefined,
    run(null, "hello entered signed_up", "hello held-out"),
    { ">hello": 1, "hello!held-out": 1 },
  ],
  [
    "a goal is no step, nor is a move to another version",
    run("day", ...ENTERED),
    run("rest", ...ENTERED, "day goal", "rest moved from day", "rest wait"),
    {},
  ],
];

test.each(CASES)("a run that %s", (_, old, next, counts) => {
  expect(passesOf(old, next)).toEqual(counts);
});

test("counts of days become those of steps, edges and days", () => {
  const send = { kind: "send" as const, template: "t", next: null };
  const found = stepCounts({ steps: { hello: send, day: send } }, { day: 4 }, [
    { day: "2026-03-02", counts: { ">hello": 10, "hello>day": 9, "hello!goal": 1 } },
    { day: "2026-03-02", counts: { ">hello": 2 } },
    { day: "2026-03-03", counts: { "day>": 5, "day?failed": 2 } },
  ]);
  const none = { entered: 0, passed: 0, failed: 0, skipped: 0, here: 0, exits: {} };
  expect(found).toEqual({
    steps: [
      { ...none, step: "hello", path: "/steps/hello", entered: 12, passed: 9, exits: { goal: 1 } },
      { ...none, step: "day", path: "/steps/day", here: 4, entered: 9, passed: 5, failed: 2 },
    ],
    edges: [
      { from: null, to: "hello", passed: 12 },
      { from: "hello", to: "day", passed: 9 },
      { from: "day", to: null, passed: 5 },
    ],
    days: [
      { day: "2026-03-02", entered: 12, completed: 0, exited: 1, mails: 9 },
      { day: "2026-03-03", entered: 0, completed: 5, exited: 0, mails: 5 },
    ],
  });
});
