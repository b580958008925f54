import { acceptEvents } from "#shared/audience/intake/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_BODY_BYTES } from "#shared/ports/queue.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { Incoming } from "./incoming.ts";
import type { manifest } from "./manifest.ts";

export type InboundWebhooksWorld = WorldOf<typeof manifest.uses>;

/** Its envelope on the queue takes less than 200 bytes. */
const MAX_EVENT_BYTES = MAX_BODY_BYTES - 200;
/** Where each field stands in the request, for errors. */
const PATHS = {
  id: "/webhook-id",
  at: "/timestamp",
  contactId: "/data/contactId",
  email: "/data/email",
};

/**
 * Accepts a source's post as an event of its contact, once per id within 7 days.
 * @throws Conflict when the id was used with another type or other data
 */
export async function acceptEvent(
  world: InboundWebhooksWorld,
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
