import { ordinalOf } from "#shared/audience/events/index.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";

/** A clock of a sender may be that far ahead of ours. */
const MAX_AHEAD_MS = HOUR_MS;

/** Whether a sender's instant (epoch milliseconds) is more than an hour ahead. */
export const isTooFarAhead = (at: number | undefined, now: number): boolean =>
  at !== undefined && at > now + MAX_AHEAD_MS;

/**
 * Where the nth event of a batch (from 0) stands in time. What is still to come by our clock
 * happened when it was accepted: else it would count anew at every step until then.
 */
export function placeEvent(given: number | undefined, acceptedAt: number, nth = 0) {
  const at = Math.min(given ?? acceptedAt, acceptedAt);
  return { at, ordinal: ordinalOf(at, acceptedAt, nth) || undefined };
}
