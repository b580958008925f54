import * as z from "zod/mini";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { Next } from "./names.ts";
import { pickBranch, Weight } from "./pick-branch.ts";
import { defineStep } from "./step.ts";

const Split = z.lazy(() =>
  z.strictObject({
    kind: z.literal("split"),
    ways: z
      .array(z.strictObject({ weight: z.optional(Weight), next: Next }))
      .check(z.minLength(2), z.maxLength(20)),
  }),
);

export const split = defineStep({
  kind: "split",
  summary:
    "Picks a branch at random, in proportion to the weights; the same contact always takes the same one.",
  schema: Split,
  waits: false,
  exits: ({ ways }) => ways.map(({ next }) => next),
  quickExits: ({ ways }) => ways.map(({ next }) => next),
  visit: ({ ways }, { run, contact }) => {
    const branch = pickBranch(ways, hashFraction(contact, run.sequence, run.step!));
    return {
      kind: "go",
      next: branch.next,
      decision: "split",
      reason: `way ${ways.indexOf(branch) + 1}`,
    };
  },
});
