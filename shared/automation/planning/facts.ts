import type { Facts, Reads } from "#shared/audience/conditions/index.ts";
import { addWanted, type WantedHistory } from "#shared/audience/events/index.ts";
import { fieldOf, type Profile } from "#shared/audience/profiles/index.ts";
import { segmentsOf } from "#shared/audience/segments/index.ts";
import { ON_TIME_MS } from "#shared/automation/steps/index.ts";
import { zoneOf } from "#shared/calendar/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import { MESSAGE_WINDOW_MS } from "#shared/messaging/snapshot/index.ts";

/** The contact as conditions see it, with its events by name, newest first. */
export const toFacts = (
  profile: Profile,
  timeZone: string | undefined,
  events: Facts["events"],
): Facts => ({
  attributes: profile.attributes,
  changedAt: profile.changedAt,
  field: (name) => fieldOf(profile, name),
  zone: zoneOf(profile.timeZone, timeZone),
  events,
  segments: segmentsOf(profile),
  subscribed: profile.subscribed,
  suppressed: profile.suppression?.reason ?? null,
});

/**
 * The stored events that conditions read, for runs started at `since`. On-time work is evaluated as
 * of when it was due, so periods begin as much earlier.
 */
export function wantedHistory(
  reads: Pick<Reads, "events">[],
  now: number,
  since: number,
): Map<string, WantedHistory> {
  const wanted = new Map<string, WantedHistory>();
  for (const { events } of reads) {
    for (const [name, { withinMs, sinceEntry, newest, data }] of events) {
      if (isMessageEvent(name)) continue;
      const from = Math.min(now - ON_TIME_MS - withinMs, sinceEntry ? since : now);
      addWanted(wanted, name, Number.isFinite(newest) ? { from, newest, data } : { from, data });
    }
  }
  return wanted;
}

/** Awaited events need only recent messages, which the snapshot holds. */
export const needsOlderMails = (reads: Reads[]) =>
  reads.some(({ events }) =>
    [...events].some(
      ([name, { withinMs }]) => isMessageEvent(name) && withinMs > MESSAGE_WINDOW_MS,
    ),
  );
