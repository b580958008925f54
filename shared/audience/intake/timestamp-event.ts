import { ordinalOf } from "#shared/audience/events/index.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";

/** How far a sender's clock may be ahead of ours. */
const MAX_AHEAD_MS = HOUR_MS;

/** Whether a sender's instant (epoch milliseconds) is more than an hour ahead. */
export const isTooFarAhead = (at: number | undefined, now: number): boolean =>
  at !== undefined && at > now + MAX_AHEAD_MS;

/**
 * The instant and ordinal of the nth event (from 0) of a batch. An instant ahead of our clock
 * becomes the acceptance instant: otherwise the event would count anew at each step until then.
 */
export function timestampEvent(reportedAt: number | undefined, acceptedAt: number, nth = 0) {
  const at = Math.min(reportedAt ?? acceptedAt, acceptedAt);
  return { at, ordinal: ordinalOf(at, acceptedAt, nth) || undefined };
}
