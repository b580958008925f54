import type { Definition } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { type DayMetrics, dayMetrics, PASS_FIELD } from "./day-metrics.ts";

type Days = { day: string; counts: Record<string, number> }[];

/** What runs did at a step. */
export type StepCount = {
  step: string;
  /** Where it stands in the definition. */
  path: string;
  /** Runs that are there now, of whichever version. */
  here: number;
  entered: number;
  passed: number;
  failed: number;
  skipped: number;
  /** Runs that left the sequence here, by reason. */
  exits: Record<string, number>;
};
/** Passes from step to step; `from` is null for entries, `to` for runs that ended behind a step. */
type EdgeCount = { from: string | null; to: string | null; passed: number };
export type StepCounts = {
  steps: StepCount[];
  edges: EdgeCount[];
  days: DayMetrics[];
};

/** The counts of a definition's steps, and of steps that other versions had. Pure. */
export function stepCounts(
  { steps }: Pick<Definition, "steps">,
  here: Record<string, number>,
  days: Days,
): StepCounts {
  const counts = new Map<string, StepCount>();
  const edges = new Map<string, EdgeCount>();
  const at = (step: string): StepCount => {
    const none = { entered: 0, passed: 0, failed: 0, skipped: 0, exits: {} };
    const known = counts.get(step) ?? {
      ...{ step, path: `/steps/${step}`, here: ownValue(here, step) ?? 0 },
      ...none,
    };
    counts.set(step, known);
    return known;
  };
  for (const step of [...Object.keys(steps), ...Object.keys(here)]) at(step);
  for (const day of days) {
    for (const [field, count] of Object.entries(day.counts)) {
      const [, from = "", sign, rest = ""] = PASS_FIELD.exec(field) ?? [];
      if (sign === ">") {
        if (from) at(from).passed += count;
        if (rest) at(rest).entered += count;
        const edge = edges.get(field) ?? { from: from || null, to: rest || null, passed: 0 };
        edges.set(field, { ...edge, passed: edge.passed + count });
      } else if (sign === "!") {
        const { exits } = at(from);
        exits[rest] = (ownValue(exits, rest) ?? 0) + count;
      } else if (rest === "failed" || rest === "skipped") at(from)[rest] += count;
    }
  }
  return {
    steps: [...counts.values()],
    edges: [...edges.values()],
    days: dayMetrics({ steps }, days),
  };
}
