import { type Facts, leftAt, type Message } from "./message.ts";

const FACT_OF: Record<string, keyof Facts> = {
  "message.delivered": "deliveredAt",
  "message.bounced": "bouncedAt",
  "message.complained": "complainedAt",
  "message.opened": "openedAt",
  "message.clicked": "clickedAt",
};

/** What conditions see of one of our own events about the mails to the person: the mail's facts are its history, so nothing is stored twice. */
export function messageEvents(
  name: string,
  messages: Iterable<Message>,
): { at: number; data: Record<string, unknown> }[] {
  const fact = FACT_OF[name];
  return [...messages]
    .flatMap((message) => {
      if (message.team !== undefined) return [];
      if (name === "message.clicked" && message.clicks) return clicksOf(message);
      const at = name === "message.sent" ? leftAt(message) : fact && message.facts[fact];
      return at === undefined ? [] : [{ at, data: messageData(message) }];
    })
    .toSorted((a, b) => b.at - a.at);
}

const clicksOf = (message: Message) =>
  (message.clicks ?? []).map(({ at, link }) => ({
    at,
    data: { ...messageData(message), ...(link !== undefined && { link }), human: true },
  }));

export const isMessageEvent = (name: string) =>
  name === "message.sent" || Object.hasOwn(FACT_OF, name);

/** The data of an event about a message. */
export function messageData({ id, source, template }: Message): Record<string, unknown> {
  const run = source.kind === "run" ? { sequence: source.sequence, step: source.step } : {};
  return { messageId: id, ...run, template };
}
