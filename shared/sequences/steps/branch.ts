import * as z from "zod/mini";
import { Condition, eventsOf, matches } from "#shared/conditions/index.ts";
import { Next } from "../names.ts";
import { defineStep } from "../step.ts";

const Branch = z.lazy(() =>
  z.strictObject({
    kind: z.literal("branch"),
    cases: z
      .array(z.strictObject({ when: Condition, next: Next }))
      .check(z.minLength(1), z.maxLength(20)),
    otherwise: Next,
  }),
);

/** Takes the first case whose condition holds. */
export const branch = defineStep({
  kind: "branch",
  schema: Branch,
  waits: false,
  exits: (step) => [...step.cases.map((one) => one.next), step.otherwise],
  quickExits: (step) => [...step.cases.map((one) => one.next), step.otherwise],
  events: (step) => step.cases.flatMap((one) => eventsOf(one.when)),
  visit: (step, { facts, now }) => {
    const index = step.cases.findIndex((one) => matches(one.when, facts, now));
    const taken = step.cases[index];
    return taken
      ? { kind: "go", next: taken.next, decision: "branch", reason: `case ${index + 1}` }
      : { kind: "go", next: step.otherwise, decision: "branch", reason: "otherwise" };
  },
});
