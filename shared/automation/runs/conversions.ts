import {
  type ContactEvent,
  type Facts,
  matchesFields,
  type Where,
} from "#shared/audience/conditions/index.ts";
import { isSince } from "#shared/audience/events/index.ts";
import {
  type Enrollment,
  recordDecision,
  type TrackedConversion,
} from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { experimentRow } from "#shared/automation/steps/index.ts";
import { atPath } from "#shared/kernel/at-path.ts";
import { dayOf } from "#shared/kernel/time.ts";
import { causeOf } from "#shared/messaging/messages/index.ts";

/** The conversion name of the goal; no step has this name. */
export const GOAL = "*";
export const HOLDOUT = "holdout";
/** The arm of contacts that are not held out. */
export const THROUGH = "through";

/** The counter row of a sequence's goal, by the UTC day on which contacts entered. */
export const goalRow = (sequence: string) => `goal#${sequence}`;

type Found = { run: Enrollment; effects: Effect[]; goal?: ContactEvent };

/**
 * Records and counts the conversions of a run by `until` (epoch milliseconds): its goal, and the
 * metrics of its experiments. `goal` is the event that reached the goal.
 */
export function detectConversions(
  program: Program,
  run: Enrollment,
  facts: Facts,
  now: number,
  until: number,
): Found {
  const found: Found = { run, effects: [] };
  for (const [name, tracked] of Object.entries(run.watching ?? {})) {
    const test = conversionTest(program, name);
    const isGoal = name === GOAL;
    const cause = isGoal ? causeOf(run.entry) : tracked.cause;
    const last = Math.min(until, tracked.until);
    const hit = test && findFirst(test, { ...tracked, until: last, cause }, facts);
    if (!hit) continue;
    const { [name]: _, ...watching } = found.run.watching!;
    const trail = recordDecision(found.run.trail, {
      at: now,
      step: isGoal ? (run.step ?? "") : name,
      decision: isGoal ? "goal" : "converted",
      reason: test.event,
    });
    found.run = { ...found.run, watching, trail };
    found.effects.push(tallyOf(program, name, tracked, hit.data));
    if (isGoal) found.goal = hit;
  }
  return found;
}

type Test = { event: string; where?: Where | undefined };

/** The test of a conversion: the goal, or the metric of an experiment. */
export function conversionTest(
  { definition: { goal }, steps }: Program,
  name: string,
): Test | undefined {
  if (name === GOAL) return goal;
  const step = steps.get(name);
  return step?.kind === "experiment" ? step.metric : undefined;
}

const findFirst = (
  { event, where }: Test,
  { since: at, cause, until }: TrackedConversion,
  { events, entry }: Facts,
) => {
  const since = { at, ...cause };
  return events(event, at).findLast(
    (one) => one.at <= until && isSince(one, since) && matchesFields(one.data, where, entry),
  );
};

/** Counts a started run among those that may reach the goal, by the day on which it started. */
export function countStarted({ sequence }: Program, { watching }: Enrollment): Effect[] {
  const tracked = watching?.[GOAL];
  if (!tracked) return [];
  const fields = { [`${tracked.variant ?? THROUGH}.runs`]: 1 };
  return [{ kind: "tally", row: goalRow(sequence), bucket: dayOf(tracked.since), fields }];
}

/** Counters hold integers: values are counted in hundredths. */
function tallyOf(
  { sequence, definition: { goal } }: Program,
  name: string,
  { since, variant }: TrackedConversion,
  data: Record<string, unknown>,
): Effect {
  const bucket = dayOf(since);
  if (name !== GOAL) {
    const row = experimentRow(sequence, name);
    return { kind: "tally", row, bucket, fields: { [`${variant}.hits`]: 1 } };
  }
  const part = variant ?? THROUGH;
  const value = goal?.value === undefined ? undefined : atPath(data, goal.value);
  const hundredths = typeof value === "number" ? Math.round(value * 100) : 0;
  const fields = {
    [`${part}.reached`]: 1,
    ...(Number.isSafeInteger(hundredths) && hundredths !== 0 && { [`${part}.value`]: hundredths }),
  };
  return { kind: "tally", row: goalRow(sequence), bucket, fields };
}
