import {
  messageBounced,
  messageClicked,
  messageComplained,
  messageDelivered,
  messageOpened,
  messageSent,
} from "#events/index.ts";
import { ownEvent } from "#shared/intake/index.ts";
import { digest, parseMessageId } from "#shared/kernel/ids.ts";
import { type Message, messageData } from "#shared/people/index.ts";
import { isListenedTo, readSwitches } from "#shared/workspace/index.ts";
import type { Fact } from "./add-fact.ts";
import type { FeedbackWorld } from "./world.ts";

/** The events that contacts' sequences and the workspace's own rules see; a rejection is none. */
const NAMES: { [F in Fact]: string | undefined } = {
  sentAt: messageSent.name,
  deliveredAt: messageDelivered.name,
  bouncedAt: messageBounced.name,
  complainedAt: messageComplained.name,
  openedAt: messageOpened.name,
  clickedAt: messageClicked.name,
  rejectedAt: undefined,
};

/** `part` keeps apart events of one name about one message: the link that was clicked. */
export type News = { fact: Fact; at: number; part?: string | number; data?: object };

/**
 * Tells of what happened to a mail to its person: to the engine, if a live sequence listens, and to the bus. The same
 * news has the same id and instant for ever, so telling it again is harmless.
 */
export async function announce(
  { table, queue, bus, switches: read = () => readSwitches({ table }) }: FeedbackWorld,
  message: Message,
  news: News[],
): Promise<void> {
  // What the team did with a mail about somebody, that somebody did not do.
  if (message.team !== undefined) return;
  const { contact } = parseMessageId(message.id);
  const events = news.flatMap(({ fact, at, part, data }) => {
    const name = NAMES[fact];
    if (name === undefined) return [];
    const id = digest(name, message.id, ...(part === undefined ? [] : [part]));
    return [{ id, name, at, data: { ...messageData(message), ...data } }];
  });
  if (events.length === 0) return;
  const { data: switches } = await read();
  const heard = events.filter(({ name }) => isListenedTo(switches, name));
  if (heard.length > 0) {
    await queue.send(
      "work",
      heard.map((event) => ({ body: ownEvent({ contact, ...event }) })),
    );
  }
  await bus.publish(
    events.map(({ id, name, at, data }) => ({
      type: name,
      id,
      at,
      data: { contactId: contact, ...data },
    })),
  );
}
