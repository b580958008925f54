import { Cron } from "croner";
import { HOUR_MS } from "#shared/kernel/time.ts";

/** Nobody is to be mailed more often than that by the calendar alone. */
const LEAST_GAP_MS = HOUR_MS;

const parse = (pattern: string, timezone: string) =>
  new Cron(pattern, { timezone, mode: "5-part", paused: true });

/** Whether it is a cron expression of five fields that ever comes round, and not more than once an hour. */
export function isCron(pattern: string): boolean {
  try {
    const [one, two] = parse(pattern, "UTC").nextRuns(2, new Date(0));
    return (
      one !== undefined && (two === undefined || two.getTime() - one.getTime() >= LEAST_GAP_MS)
    );
  } catch {
    return false;
  }
}

/** The first instant after `from` at which a schedule comes round, if ever. */
export const nextRun = (pattern: string, zone: string, from: number): number | undefined =>
  parse(pattern, zone).nextRun(new Date(from))?.getTime();
