import { acceptEvents } from "#shared/audience/intake/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_BODY_BYTES } from "#shared/ports/queue.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { Incoming } from "./incoming.ts";
import type { trigger } from "./trigger.ts";

export type WebhooksWorld = WorldOf<typeof trigger.uses>;

/** What is put around it on the queue takes less than 200 bytes. */
const MAX_EVENT_BYTES = MAX_BODY_BYTES - 200;
/** Where a source writes the fields of an event. */
const PATHS = {
  id: "/webhook-id",
  at: "/timestamp",
  contactId: "/data/contactId",
  email: "/data/email",
};

/**
 * Takes in what a source posted as an event of its contact. Posted again within 7 days it is the
 * same event.
 * @throws Conflict when its id came before with another type or other data
 */
export async function acceptEvent(
  world: WebhooksWorld,
  id: string,
  { type: name, timestamp, data: { contactId, email, ...data } }: Incoming,
): Promise<void> {
  if (Buffer.byteLength(JSON.stringify({ id, name, data })) > MAX_EVENT_BYTES) {
    const message = "must be a little smaller than 256 KB";
    throw new InvalidInput("the body is not valid", [{ path: "/data", message }]);
  }
  const at = timestamp === undefined ? undefined : Date.parse(timestamp);
  const event = { id, name, data, at, contactId, email };
  await acceptEvents(world, [event], { pathOf: (_, field) => PATHS[field] });
}
