import { ensureContact } from "#shared/audience/contacts/index.ts";
import { contentOf, guardEvents } from "#shared/audience/events/index.ts";
import { incomingEvent, isTooFarAhead, placeEvent } from "#shared/audience/intake/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { MAX_BODY_BYTES } from "#shared/ports/queue.ts";
import type { WorldOf } from "#shared/ports/world.ts";
import type { Incoming } from "./incoming.ts";
import type { trigger } from "./trigger.ts";

export type WebhooksWorld = WorldOf<typeof trigger.uses>;

/** What is put around it on the queue takes less than 200 bytes. */
const MAX_EVENT_BYTES = MAX_BODY_BYTES - 200;

/**
 * Takes in what a source posted as an event of its contact. Posted again within 7 days it is the same event: the
 * guard keeps its instant, so that one whose first try ended halfway is not lost, and no other counts twice.
 * @throws Conflict when its id came before with another type or other data
 */
export async function acceptEvent(
  world: WebhooksWorld,
  id: string,
  { type, timestamp, data: { contactId, email, ...data } }: Incoming,
): Promise<void> {
  const now = world.clock.now();
  if (isTooFarAhead(timestamp, now)) throw fault("/timestamp", "may be at most an hour ahead");
  const event = { id, name: type, data };
  if (Buffer.byteLength(JSON.stringify(event)) > MAX_EVENT_BYTES) {
    throw fault("/data", "must be a little smaller than 256 KB");
  }
  const contact = (await ensureContact(world, { contactId, email }).catch(inData)).id;
  const guarded = { contact, id, ...placeEvent(timestamp, now), content: contentOf(event) };
  const [before = guarded] = await guardEvents(world, [guarded], now);
  if (before.content !== guarded.content) {
    const message = "this id came before with another type or other data";
    throw new Conflict("an id stands for one event", [{ path: "/webhook-id", message }]);
  }
  const { at: first, ordinal } = before;
  await world.queue.send("work", [
    { body: incomingEvent({ contact, at: first, ordinal, ...event }) },
  ]);
}

/** The contact's fields stand in `data` here; what names no place is wrong with the address. */
function inData(error: unknown): never {
  if (!(error instanceof InvalidInput)) throw error;
  const { message, faults } = error;
  if (faults.length === 0) throw fault("/data/email", message);
  const placed = faults.map((one) => ({ ...one, path: `/data${one.path}` }));
  throw new InvalidInput(message, placed);
}

const fault = (path: string, message: string) =>
  new InvalidInput("the body is not valid", [{ path, message }]);
