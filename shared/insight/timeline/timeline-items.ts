import type { ConsentRecord } from "#shared/audience/consent/index.ts";
import type { LoggedEvent } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { readTrail } from "#shared/automation/enrollments/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  MESSAGE_EVENTS,
  type Message,
  messageData,
  messageEvents,
  stateOf,
} from "#shared/messaging/messages/index.ts";

/** One item of a contact's timeline in the API. */
export type TimelineItem = {
  at: string;
  kind: "event" | "decision" | "message" | "consent";
  [field: string]: unknown;
};

/**
 * An item with its sort position: newest first by `at` (epoch milliseconds), then by the unique
 * `key`.
 */
export type Placed = { at: number; key: string; item: TimelineItem };

export function placeEvent({ id, name, at, data = {} }: LoggedEvent): Placed {
  return { at, key: `event#${id}`, item: { at: iso(at), kind: "event", id, name, data } };
}

/** A message at its decision, and an event for each later fact. */
export function placeMessage(message: Message): Placed[] {
  const { id, bornAt, class: kind, team, test, subject, reason, notes } = message;
  const { messageId: _, ...origin } = messageData(message);
  const item: TimelineItem = {
    at: iso(bornAt),
    kind: "message",
    id,
    class: kind,
    ...origin,
    ...(team !== undefined && { to: team }),
    ...(test && { test }),
    ...(subject !== undefined && { subject }),
    state: stateOf(message),
    ...(reason !== undefined && { reason }),
    ...(notes !== undefined && { notes }),
  };
  // Message events are not stored: they follow from the message's facts.
  const events = MESSAGE_EVENTS.flatMap((name) => {
    const eventId = name.replace("message", id);
    const found = messageEvents(name, [message]);
    return found.map(({ at, data }) => placeEvent({ id: eventId, name, at, data }));
  });
  return [{ at: bornAt, key: `message#${id}`, item }, ...events];
}

/**
 * The decisions of a run, newest first within an instant; with its `key` if a contact may have
 * several runs.
 */
export function placeTrail({
  sequence,
  entryKey,
  version,
  trail,
  startedAt,
}: Enrollment): Placed[] {
  const decisions = readTrail(trail);
  return decisions.map(({ at, until, ...decision }, i) => {
    const nth = decisions.slice(0, i).filter((one) => one.at === at).length;
    return {
      at,
      key: `decision#${sequence}#${entryKey}#${oldestFirst(startedAt)}#${String(nth).padStart(3, "0")}`,
      item: {
        at: iso(at),
        kind: "decision",
        sequence,
        version,
        ...(entryKey !== "-" && { key: entryKey }),
        ...decision,
        ...(until !== undefined && { until: iso(until) }),
      },
    };
  });
}

export function placeConsent({ at, ...record }: ConsentRecord): Placed {
  const key = `consent#${record.action}`;
  return { at, key, item: { at: iso(at), kind: "consent", ...record } };
}
