import * as z from "zod/mini";
import { Condition, decidingValues, matches } from "#shared/audience/conditions/index.ts";
import { Next } from "./names.ts";
import { defineStep } from "./step.ts";

const Branch = z.lazy(() =>
  z.strictObject({
    kind: z.literal("branch"),
    cases: z
      .array(z.strictObject({ when: Condition, next: Next }))
      .check(z.minLength(1), z.maxLength(20)),
    otherwise: Next,
  }),
);

export const branch = defineStep({
  kind: "branch",
  summary: "Takes the first case whose condition holds, else `otherwise`.",
  schema: Branch,
  waits: false,
  exits: (step) => [...step.cases.map((one) => one.next), step.otherwise],
  quickExits: (step) => [...step.cases.map((one) => one.next), step.otherwise],
  conditions: (step) => step.cases.map((one) => one.when),
  visit: ({ cases, otherwise }, { facts, asOf }) => {
    const index = cases.findIndex((one) => matches(one.when, facts, asOf));
    const { when, next } = cases[index] ?? { when: cases.at(-1)!.when, next: otherwise };
    const reason = index < 0 ? "otherwise" : `case ${index + 1}`;
    return { kind: "go", next, decision: "branch", reason, saw: decidingValues(when, facts, asOf) };
  },
});
