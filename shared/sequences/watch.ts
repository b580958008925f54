import { type Facts, matchesFields, type Where } from "#shared/conditions/index.ts";
import { atPath } from "#shared/kernel/at-path.ts";
import { type Enrollment, noteDecision, type Watched } from "#shared/people/index.ts";
import type { Effect } from "./effect.ts";
import type { Program } from "./program.ts";
import { dayOf, experimentRow } from "./steps/experiment.ts";

/** The name under which a run looks for its goal; steps have no such name. */
export const GOAL = "*";
export const HOLDOUT = "holdout";

/** Where the goal of a sequence is counted, by the day on which people entered. */
const goalRow = (sequence: string) => `goal#${sequence}`;

type Found = { run: Enrollment; effects: Effect[]; goal: boolean };

/** Notes and counts what a run was looking for and has come about: its goal, the metrics of its experiments. */
export function lookForGoals(program: Program, run: Enrollment, facts: Facts, now: number): Found {
  const found: Found = { run, effects: [], goal: false };
  for (const [name, watched] of Object.entries(run.watching ?? {})) {
    const test = testOf(program, name);
    const hit = test && firstHit(test, watched, facts);
    if (!hit) continue;
    const { [name]: _, ...watching } = found.run.watching!;
    const isGoal = name === GOAL;
    const trail = noteDecision(found.run.trail, {
      at: now,
      step: isGoal ? (run.step ?? "") : name,
      decision: isGoal ? "goal" : "converted",
      reason: test.event,
    });
    found.run = { ...found.run, watching, trail };
    found.effects.push(tallyOf(program, name, watched, hit.data));
    found.goal ||= isGoal;
  }
  return found;
}

type Test = { event: string; where?: Where | undefined };

function testOf({ definition: { goal }, steps }: Program, name: string): Test | undefined {
  if (name === GOAL) return goal;
  const step = steps.get(name);
  return step?.kind === "experiment" ? step.metric : undefined;
}

const firstHit = ({ event, where }: Test, { since, until }: Watched, { events, entry }: Facts) =>
  events(event).findLast(
    ({ at, data }) => at >= since && at <= until && matchesFields(data, where, entry),
  );

/** Counters hold whole numbers: values are counted in hundredths. */
function tallyOf(
  { sequence, definition: { goal } }: Program,
  name: string,
  { since, variant }: Watched,
  data: Record<string, unknown>,
): Effect {
  const bucket = dayOf(since);
  if (name !== GOAL) {
    const row = experimentRow(sequence, name);
    return { kind: "tally", row, bucket, fields: { [`${variant}.hits`]: 1 } };
  }
  const part = variant ?? "through";
  const value = goal?.value === undefined ? undefined : atPath(data, goal.value);
  const hundredths = typeof value === "number" ? Math.round(value * 100) : 0;
  const fields = {
    [`${part}.reached`]: 1,
    ...(Number.isSafeInteger(hundredths) && hundredths !== 0 && { [`${part}.value`]: hundredths }),
  };
  return { kind: "tally", row: goalRow(sequence), bucket, fields };
}
