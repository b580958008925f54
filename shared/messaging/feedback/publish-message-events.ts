import { parseMessageId } from "#shared/kernel/ids.ts";
import {
  eventsOfChanges,
  type Message,
  type MessageChange,
} from "#shared/messaging/messages/index.ts";
import { isListenedTo, readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { ownEvent } from "#shared/queue/index.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Publishes the events about a mail: to the engine, if a live sequence listens, and on the bus. The
 * same news has the same id and instant for ever, so publishing it again is harmless.
 */
export async function publishMessageEvents(
  { table, queue, bus, switches: read = () => readLiveDefinitions({ table }) }: FeedbackWorld,
  message: Message,
  news: MessageChange[],
): Promise<void> {
  const { contact } = parseMessageId(message.id);
  const events = eventsOfChanges(message, news);
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
