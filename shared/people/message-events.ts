import type { Happening } from "#shared/conditions/index.ts";
import type { Cause, Entry } from "./entry.ts";
import type { EventRow } from "./history.ts";
import { type Facts, leftAt, type Message } from "./message.ts";
import { ownOrdinal, type Place } from "./place.ts";

const FACT_OF: Record<string, keyof Facts> = {
  "message.delivered": "deliveredAt",
  "message.bounced": "bouncedAt",
  "message.complained": "complainedAt",
  "message.opened": "openedAt",
  "message.clicked": "clickedAt",
};

/** What conditions see of one of our own events about the mails to the person: the mail's facts are its history, so nothing is stored twice. */
export function messageEvents(name: string, messages: Iterable<Message>): Happening[] {
  const fact = FACT_OF[name];
  return [...messages]
    .flatMap((message) => {
      if (message.team !== undefined) return [];
      if (name === "message.clicked" && message.clicks) return clicksOf(message);
      const at = name === "message.sent" ? leftAt(message) : fact && message.facts[fact];
      return at === undefined ? [] : [{ at, ...placeIn(message), data: messageData(message) }];
    })
    .toSorted((a, b) => b.at - a.at);
}

/** What came of a mail came after whatever was accepted in that millisecond. */
const placeIn = ({ id }: Message) => ({ ordinal: ownOrdinal(0), id });

const clicksOf = (message: Message) =>
  (message.clicks ?? []).map(({ at, link }) => ({
    at,
    ...placeIn(message),
    data: { ...messageData(message), ...(link !== undefined && { link }), human: true },
  }));

export const isMessageEvent = (name: string) =>
  name === "message.sent" || Object.hasOwn(FACT_OF, name);

/** The position from which a run counts events. */
export const causeOf = ({ event: name, id, at, ordinal, data = {} }: Entry): Cause => {
  const place = placeOf({ id, name, at, ordinal, data });
  return { id: place.id, ordinal: place.ordinal };
};

/** Where an event stands: one about a mail goes by the mail's id, as what conditions see of it. */
export const placeOf = ({ id, name, at, ordinal, data }: EventRow): Place & Cause =>
  isMessageEvent(name) && data.messageId !== undefined
    ? { at, ordinal: ownOrdinal(0), id: String(data.messageId) }
    : { at, ordinal, id };

/** The data of an event about a message. */
export function messageData({ id, source, template }: Message): Record<string, unknown> {
  const run = source.kind === "run" ? { sequence: source.sequence, step: source.step } : {};
  return { messageId: id, ...run, template };
}
