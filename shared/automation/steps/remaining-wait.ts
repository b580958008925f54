import type { Visit } from "./step.ts";
import { wakeAt } from "./wake-at.ts";

type RemainingWait = { until: number; reason?: string };

/**
 * Until when a run still waits, counted from when the mail before it left; undefined once the wait
 * is over. `reason` is set when it waits for that mail. `dueAfter` gives the end for a start. A run
 * that already wakes at a later instant keeps it, unless that instant may have moved (`moves`).
 */
export function remainingWait(
  dueAfter: (from: number) => number,
  { now, run, anchor }: Visit,
  moves = false,
): RemainingWait | undefined {
  const wakeTime = wakeAt(run, now);
  if (wakeTime !== undefined && !moves) return { until: wakeTime };
  const until = dueAfter(anchor.at);
  if (now < until) return { until };
  if (anchor.settled) return undefined;
  // Re-check soon: a run that wakes at the old time would see the mail too late.
  return {
    until: Math.min(wakeTime ?? anchor.until, anchor.until),
    reason: "the mail before is on its way",
  };
}
