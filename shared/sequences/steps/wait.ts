import * as z from "zod";
import { Duration } from "#shared/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { Next } from "../names.ts";
import { armedUntil, defineStep, isQuick } from "../step.ts";

const Wait = z.strictObject({ kind: z.literal("wait"), for: Duration, next: Next });

/** Lets a duration pass. */
export const wait = defineStep({
  kind: "wait",
  schema: Wait,
  waits: true,
  exits: (step) => [step.next],
  quickExits: (step) => (isQuick(step.for) ? [step.next] : []),
  visit: (step, { now, run, base }) => {
    const until = armedUntil(run, now) ?? base.at + parseDuration(step.for);
    if (now < until) return { kind: "stay", until, decision: "wait", reason: step.for };
    if (!base.settled)
      return {
        kind: "stay",
        until: base.until,
        decision: "wait",
        reason: "the mail before is on its way",
      };
    return { kind: "go", next: step.next, decision: "waited", reason: step.for };
  },
});
