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

/** The names of all events about mails. */
export const MESSAGE_EVENTS = [...FACT_OF.keys()];
export const isMessageEvent = (name: string): boolean => FACT_OF.has(name);

/**
 * What conditions see of one of our own events about the mails to the person: the mail's facts are
 * its history, so nothing is stored twice.
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

type Told = { at: number; data?: object };

/** When a fact came about: clicks once for each link. */
function occurrencesOf(message: Message, fact: MessageFact): Told[] {
  const at = fact === "sentAt" ? leftAt(message) : message.facts[fact];
  const once = at === undefined ? [] : [{ at }];
  if (fact !== "clickedAt") return once;
  const clicks: { at: number; link?: string }[] = message.clicks ?? once;
  return clicks.map(({ at, link }) => ({ at, data: clickData(link) }));
}

/** What the event of a click says besides {@link messageData}: machines have none. */
export const clickData = (link: string | undefined) => ({
  ...(link !== undefined && { link }),
  human: true as const,
});

/** `part` keeps apart events of one name about one message: the link that was clicked. */
export type MessageChange = {
  fact: MessageFact;
  at: number;
  part?: string | number;
  data?: object;
};

/**
 * The events that tell of facts: the same news has the same id and instant for ever. None tells of
 * a mail about the person that went to the team: what becomes of that, the person did not do.
 */
export const eventsOfChanges = (message: Message, news: MessageChange[]): EventRow[] =>
  news.flatMap(({ fact, at, part, data }) => {
    const name = MESSAGE_FACTS[fact].event?.name;
    if (name === undefined || message.team !== undefined) return [];
    const id = digest(name, message.id, ...(part === undefined ? [] : [part]));
    return [{ id, name, at, data: { ...messageData(message), ...data } }];
  });

/** What came of a mail came after whatever was accepted in that millisecond. */
const enginePosition = ({ id }: Message) => ({ ordinal: engineOrdinal(0), id });

/** The position from which a run counts events. */
export const causeOf = ({ event: name, id, at, ordinal, data = {} }: EntryEvent): Cause => {
  const runtime = positionOf({ id, name, at, ordinal, data });
  return { id: runtime.id, ordinal: runtime.ordinal };
};

/** Where an event stands: one about a mail goes by the mail's id, as what conditions see of it. */
export const positionOf = ({ id, name, at, ordinal, data }: EventRow): EventPosition & Cause =>
  isMessageEvent(name) && data.messageId !== undefined
    ? { at, ordinal: engineOrdinal(0), id: String(data.messageId) }
    : { at, ordinal, id };

/** The data of an event about a message. */
export function messageData({ id, source, template }: Message): Record<string, unknown> {
  const run = source.kind === "run" ? { sequence: source.sequence, step: source.step } : {};
  return { messageId: id, ...run, template };
}
