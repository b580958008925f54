import { Cron } from "croner";
import { HOUR_MS } from "#shared/kernel/time.ts";

/** The least time between two runs of a schedule. */
const LEAST_GAP_MS = HOUR_MS;

const parse = (pattern: string, timezone: string) =>
  new Cron(pattern, { timezone, mode: "5-part", paused: true });

/**
 * Three runs suffice: two minutes in one hour repeat their gap on each matching day, and the search
 * starts just after midnight, so the first run may be half of a pair.
 */
const ENOUGH_RUNS = 3;

/**
 * Whether it is a five-field cron expression that ever matches, at most once per hour of the local
 * clock. Where clocks change by half an hour (Lord Howe), two runs may be half an hour apart on
 * that day.
 */
export function isCron(pattern: string): boolean {
  try {
    const runs = parse(pattern, "UTC").nextRuns(ENOUGH_RUNS, new Date(0));
    const gaps = runs.slice(1).map((run, i) => run.getTime() - runs[i]!.getTime());
    return runs.length > 0 && gaps.every((gap) => gap >= LEAST_GAP_MS);
  } catch {
    return false;
  }
}

/** The next run after `from`, if any. */
export const nextRun = (pattern: string, zone: string, from: number): number | undefined =>
  parse(pattern, zone).nextRun(new Date(from))?.getTime();
