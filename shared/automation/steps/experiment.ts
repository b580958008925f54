import * as z from "zod/mini";
import { Duration, EventName, Where } from "#shared/audience/conditions/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { dayOf } from "#shared/kernel/time.ts";
import { onTime } from "./allowed-lateness.ts";
import { Next, StepName } from "./names.ts";
import { pickBranch, Weight } from "./pick-branch.ts";
import { defineStep, type Visit } from "./step.ts";

const Experiment = z.lazy(() =>
  z
    .strictObject({
      kind: z.literal("experiment"),
      variants: z
        .array(z.strictObject({ name: StepName, weight: z.optional(Weight), next: Next }))
        .check(z.minLength(2), z.maxLength(5)),
      metric: z.strictObject({ event: EventName, where: z.optional(Where), within: Duration }),
      sample: z._default(z.int().check(z.gte(100), z.lte(10_000_000)), 1000),
    })
    .check(
      z.refine(
        ({ variants }) => new Set(variants.map(({ name }) => name)).size === variants.length,
        { message: "each variant needs a name of its own", path: ["variants"] },
      ),
    ),
);
export type Experiment = z.infer<typeof Experiment>;

/** The counter row of an experiment, by the UTC day on which contacts reached it. */
export const experimentRow = (sequence: string, step: string) => `experiment#${sequence}#${step}`;

/** Design: docs/decisions/0008-experiments.md. */
export const experiment = defineStep({
  kind: "experiment",
  summary: "Tries variants, and takes the best for all contacts once it is found.",
  schema: Experiment,
  waits: false,
  exits: ({ variants }) => variants.map(({ next }) => next),
  quickExits: ({ variants }) => variants.map(({ next }) => next),
  awaits: ({ metric }) => [metric],
  visit: (step, visit) => {
    const { variant, reason } = choose(step, visit);
    const { run, now, clock } = visit;
    const since = onTime(now, clock);
    const row = experimentRow(run.sequence, run.step!);
    const fields = { [`${variant.name}.people`]: 1 };
    return {
      kind: "go",
      next: variant.next,
      decision: "experiment",
      reason,
      effects: [{ kind: "tally", row, bucket: dayOf(since), fields }],
      watch: {
        name: run.step!,
        since,
        until: since + parseDuration(step.metric.within),
        variant: variant.name,
      },
    };
  },
});

function choose({ variants }: Experiment, { contact, run, winner }: Visit) {
  const best = variants.find(({ name }) => name === winner);
  if (best) return { variant: best, reason: `${best.name} has won` };
  const variant = pickBranch(variants, hashFraction(contact, run.sequence, run.step!));
  return { variant, reason: variant.name };
}
