import { Cron } from "croner";
import { HOUR_MS } from "#shared/kernel/time.ts";

/** Nobody is to be mailed more often than that by the calendar alone. */
const LEAST_GAP_MS = HOUR_MS;

const parse = (pattern: string, timezone: string) =>
  new Cron(pattern, { timezone, mode: "5-part", paused: true });

/**
 * Two minutes of one hour come on every day that is meant: the first three times show them, the first of which may stand
 * alone, for midnight itself is not among them.
 */
const ENOUGH_RUNS = 3;

/**
 * Whether it is a cron expression of five fields that ever comes round, and not more than once an hour by the local clock.
 * In a zone whose clocks change by half an hour (Lord Howe) two times may be half an hour apart on that day.
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

/** The first instant after `from` at which a schedule comes round, if ever. */
export const nextRun = (pattern: string, zone: string, from: number): number | undefined =>
  parse(pattern, zone).nextRun(new Date(from))?.getTime();
