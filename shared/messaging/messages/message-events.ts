import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import type { Cause, EntryEvent, EventRow } from "#shared/audience/events/index.ts";
import {
  type EventPosition,
  engineOrdinal,
  factsWhere,
  MESSAGE_FACTS,
  type MessageFact,
} from "#shared/audience/events/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { leftAt, type Message } from "./message.ts";

const EVENT_FACTS = factsWhere(({ event }) => event);
const FACT_OF = new Map(EVENT_FACTS.map((fact) => [MESSAGE_FACTS[fact].event!.name, fact]));

/** The names of all message events. */
export const MESSAGE_EVENTS = [...FACT_OF.keys()];
export const isMessageEvent = (name: string): boolean => FACT_OF.has(name);

/**
 * One kind of message event as conditions see it, derived from the facts of the mails to the
 * contact, so nothing is stored twice.
 */
export function messageEvents(name: string, messages: Iterable<Message>): ContactEvent[] {
  const fact = FACT_OF.get(name);
  if (!fact) return [];
  return [...messages]
    .flatMap((message) => {
      if (message.team !== undefined) return [];
      const base = messageData(message);
      return occurrencesOf(message, fact).map(({ at, data }) => ({
        at,
        ...enginePosition(message),
        data: { ...base, ...data },
      }));
    })
    .toSorted((a, b) => b.at - a.at);
}

type FactOccurrence = { at: number; data?: object };

/** When a fact occurred; clicks once per link. */
function occurrencesOf(message: Message, fact: MessageFact): FactOccurrence[] {
  const at = fact === "sentAt" ? leftAt(message) : message.facts[fact];
  const once = at === undefined ? [] : [{ at }];
  if (fact !== "clickedAt") return once;
  const clicks: { at: number; link?: string }[] = message.clicks ?? once;
  return clicks.map(({ at, link }) => ({ at, data: clickData(link) }));
}

/** The extra data of a click event; machine clicks have no event. */
export const clickData = (link: string | undefined) => ({
  ...(link !== undefined && { link }),
  human: true as const,
});

/**
 * A fact that was set. `part` distinguishes events of one name about one message: the link clicked.
 */
export type MessageChange = {
  fact: MessageFact;
  at: number;
  part?: string | number;
  data?: object;
};

/**
 * The events of changes; a change always yields the same id and instant. A notification to the team
 * yields none: the contact did nothing.
 */
export const eventsOfChanges = (message: Message, changes: MessageChange[]): EventRow[] =>
  changes.flatMap(({ fact, at, part, data }) => {
    const name = MESSAGE_FACTS[fact].event?.name;
    if (name === undefined || message.team !== undefined) return [];
    const id = digest(name, message.id, ...(part === undefined ? [] : [part]));
    return [{ id, name, at, data: { ...messageData(message), ...data } }];
  });

/** Message events are ordered after everything accepted in the same millisecond. */
const enginePosition = ({ id }: Message) => ({ ordinal: engineOrdinal(0), id });

/** The position from which a run counts events. */
export const causeOf = ({ event: name, id, at, ordinal, data = {} }: EntryEvent): Cause => {
  const position = positionOf({ id, name, at, ordinal, data });
  return { id: position.id, ordinal: position.ordinal };
};

/** An event's position; a message event is positioned by its mail's id, as in conditions. */
export const positionOf = ({ id, name, at, ordinal, data }: EventRow): EventPosition & Cause =>
  isMessageEvent(name) && data.messageId !== undefined
    ? { at, ordinal: engineOrdinal(0), id: String(data.messageId) }
    : { at, ordinal, id };

/** The data of a message event. */
export function messageData({ id, source, template }: Message): Record<string, unknown> {
  const run = source.kind === "run" ? { sequence: source.sequence, step: source.step } : {};
  return { messageId: id, ...run, template };
}
