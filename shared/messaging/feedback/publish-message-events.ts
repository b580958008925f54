import { parseMessageId } from "#shared/kernel/ids.ts";
import {
  eventsOfChanges,
  type Message,
  type MessageChange,
} from "#shared/messaging/messages/index.ts";
import { isListenedTo, readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { internalEvent } from "#shared/queue/index.ts";
import type { FeedbackWorld } from "./world.ts";

/**
 * Publishes the events of a message's changes: to the engine if a live sequence listens, and on the
 * bus. A change always has the same id and instant, so publishing it again is harmless.
 */
export async function publishMessageEvents(
  {
    table,
    queue,
    bus,
    liveDefinitions: read = () => readLiveDefinitions({ table }),
  }: FeedbackWorld,
  message: Message,
  changes: MessageChange[],
): Promise<void> {
  const { contact } = parseMessageId(message.id);
  const events = eventsOfChanges(message, changes);
  if (events.length === 0) return;
  const { data: live } = await read();
  const listened = events.filter(({ name }) => isListenedTo(live, name));
  if (listened.length > 0) {
    await queue.send(
      "work",
      listened.map((event) => ({ body: internalEvent({ contact, ...event }) })),
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
