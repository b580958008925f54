import type { ConsentRecord } from "#shared/audience/consent/index.ts";
import { CONTACT_CREATED, engineOrdinal, type LoggedEvent } from "#shared/audience/events/index.ts";
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

/** Within one instant and ordinal, causes before effects. */
const RANKS = { created: 0, consent: 1, event: 2, decision: 3, byRun: 4, message: 5, fact: 6 };
/** After all events accepted in an instant, before those that the engine makes of them. */
const DECIDED = engineOrdinal(0) - 1;
/** Mails follow from everything else in their instant. */
const LAST = Number.MAX_SAFE_INTEGER;

const keyOf = (ordinal: number, kind: keyof typeof RANKS, id: string) =>
  `${String(ordinal).padStart(16, "0")}#${RANKS[kind]}#${id}`;

export function placeEvent({ id, name, at, ordinal = 0, data = {} }: LoggedEvent): Placed {
  const key = keyOf(ordinal, name === CONTACT_CREATED ? "created" : "event", id);
  return { at, key, item: { at: iso(at), kind: "event", id, name, data } };
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
  const events = MESSAGE_EVENTS.flatMap((name, nth) => {
    const eventId = name.replace("message", id);
    const found = messageEvents(name, [message]);
    return found.map(({ at, data }, again) => ({
      ...placeEvent({ id: eventId, name, at, data }),
      key: keyOf(LAST, "fact", `${nth}#${id}#${String(found.length - again).padStart(4, "0")}`),
    }));
  });
  return [{ at: bornAt, key: keyOf(LAST, "message", id), item }, ...events];
}

/**
 * The decisions of a run, newest first within an instant; with its `key` if a contact may have
 * several runs.
 */
export function placeTrail(run: Enrollment): Placed[] {
  const { sequence, entryKey, version, trail, startedAt } = run;
  const decisions = readTrail(trail);
  return decisions.map(({ at, until, ...decision }, i) => {
    const nth = decisions.slice(0, i).filter((one) => one.at === at).length;
    return {
      at,
      key: keyOf(
        ordinalOfDecision(run, at),
        "decision",
        `${sequence}#${entryKey}#${oldestFirst(startedAt)}#${String(nth).padStart(3, "0")}`,
      ),
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

/** After the event that began the run, or led it on, where that was in the same instant. */
const ordinalOfDecision = ({ startedAt, entry, arrivedAt, cause }: Enrollment, at: number) =>
  Math.max(
    DECIDED,
    at === startedAt ? (entry.ordinal ?? 0) : 0,
    at === arrivedAt ? (cause?.ordinal ?? 0) : 0,
  );

export function placeConsent({ at, ...record }: ConsentRecord): Placed {
  const { action, actor } = record;
  const key =
    actor === "provider"
      ? keyOf(LAST, "fact", `9#${action}`)
      : actor === "sequence"
        ? keyOf(DECIDED, "byRun", action)
        : keyOf(0, "consent", action);
  return { at, key, item: { at: iso(at), kind: "consent", ...record } };
}
