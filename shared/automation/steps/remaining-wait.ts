import type { Visit } from "./step.ts";
import { wakeAt } from "./wake-at.ts";

type Passing = { until: number; reason?: string };

/**
 * Until when a run must still stay for its time to be over, counted from when the mail before really left; why, where
 * that is not the time itself; undefined once it is over. `dueAfter` gives the instant for one to count from. A run
 * that is armed for an instant ahead stays armed for it, so that what wakes it earlier changes nothing; where the
 * instant hangs on what may change meanwhile (`moves`), it is worked out anew.
 */
export function remainingWait(
  dueAfter: (from: number) => number,
  { now, run, base }: Visit,
  moves = false,
): Passing | undefined {
  const armed = wakeAt(run, now);
  if (armed !== undefined && !moves) return { until: armed };
  const until = dueAfter(base.at);
  if (now < until) return { until };
  if (base.settled) return undefined;
  // Armed for a time that no longer counts, it would hear of the mail only then.
  return {
    until: Math.min(armed ?? base.until, base.until),
    reason: "the mail before is on its way",
  };
}
