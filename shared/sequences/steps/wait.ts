import * as z from "zod/mini";
import { Duration } from "#shared/conditions/index.ts";
import { stillPassing } from "../let-pass.ts";
import { Next } from "../names.ts";
import { defineStep, isQuick } from "../step.ts";

const Wait = z.lazy(() => z.strictObject({ kind: z.literal("wait"), for: Duration, next: Next }));

/** Lets a duration pass. */
export const wait = defineStep({
  kind: "wait",
  schema: Wait,
  waits: true,
  exits: (step) => [step.next],
  quickExits: (step) => (isQuick(step.for) ? [step.next] : []),
  visit: (step, visit) => {
    const more = stillPassing(step.for, visit);
    return more
      ? { kind: "stay", decision: "wait", reason: step.for, ...more }
      : { kind: "go", next: step.next, decision: "waited", reason: step.for };
  },
});
