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

/** Sends people different ways by chance, each in proportion to its weight; who comes again goes the same way. */
export const split = defineStep({
  kind: "split",
  summary:
    "Sends people different ways by chance, each in proportion to its weight; who comes again goes the same way.",
  schema: Split,
  waits: false,
  exits: ({ ways }) => ways.map(({ next }) => next),
  quickExits: ({ ways }) => ways.map(({ next }) => next),
  visit: ({ ways }, { run, contact }) => {
    const way = pickBranch(ways, hashFraction(contact, run.sequence, run.step!));
    return {
      kind: "go",
      next: way.next,
      decision: "split",
      reason: `way ${ways.indexOf(way) + 1}`,
    };
  },
});
