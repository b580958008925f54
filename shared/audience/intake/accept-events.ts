import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { contentDigest } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { incomingEvent } from "#shared/queue/index.ts";
import { checkBatch, type PathOf } from "./check-batch.ts";
import { dedupBatch, findReused, ID_REUSED, refuseReused } from "./dedup-batch.ts";
import { ensureContacts } from "./ensure-contacts.ts";
import { type FoundContact, findContacts, type OnConflict } from "./find-contacts.ts";
import type { IncomingEvent } from "./incoming-event.ts";
import { listSubjects, subjectKey } from "./subjects.ts";
import { timestampEvent } from "./timestamp-event.ts";
import type { IntakeWorld } from "./world.ts";

type Options = {
  pathOf: PathOf;
  onConflict?: OnConflict;
  /** Old events: recorded as history only. */
  backfill?: boolean | undefined;
  /** An idempotent call: seeds the ids of its events, with the instant of its first attempt. */
  call?: { digest: string; at: number } | undefined;
};
/** `hasOwnId`: the sender gave the id. */
type Accepted = { index: number; contact: Profile; hasOwnId: boolean; isMerged: boolean };
type Outcome = {
  /** One for each event, in order. */
  ids: string[];
  accepted: Accepted[];
  duplicates: number;
  /** Why an event was skipped, by index. */
  skipped: Map<number, string>;
};

/**
 * Accepts a batch of events, all or nothing; durable when it returns. A repeated event id is
 * enqueued again under its first instant: harmless, and it repairs a lost enqueue. With "skip",
 * conflicting events are left out; with "merge", an event whose address belongs to another contact
 * goes to that contact.
 * @throws InvalidInput naming each invalid event; nothing was changed
 * @throws Conflict naming each event whose id was used before with another name or other data
 */
export async function acceptEvents(
  world: IntakeWorld,
  incoming: IncomingEvent[],
  { pathOf, onConflict, backfill = false, call }: Options,
): Promise<Outcome> {
  const now = world.clock.now();
  const found = await findContacts(world, listSubjects(incoming), onConflict);
  checkBatch({ incoming, contacts: found.values(), onConflict, backfill }, now, pathOf);

  const events = incoming.map((one, index) => toCandidate(world, one, index, now, call));
  const skipped = new Map<number, string>();
  for (const { index, key } of events) {
    const { refusal } = found.get(key)!;
    if (refusal) skipped.set(index, refusal.message);
  }
  const skipReused = (indices: number[]) => {
    if (indices.length > 0 && onConflict !== "skip") throw refuseReused(indices, pathOf);
    for (const index of indices) skipped.set(index, ID_REUSED);
  };
  const remaining = () => events.filter(({ index }) => !skipped.has(index));
  const named = remaining().map((one) => ({ ...one, contact: provisionalId(found.get(one.key)!) }));
  skipReused(await findReused(world, named));

  const keys = new Set(remaining().map(({ key }) => key));
  const needed = [...found].filter(([key]) => keys.has(key));
  const contacts = await ensureContacts(world, needed, { existing: backfill, pathOf });
  const candidates = remaining().map((one) => ({ ...one, contact: contacts.get(one.key)!.id }));
  const { unique, duplicates, reused } = await dedupBatch(world, candidates, now);
  skipReused(reused);
  const bodies = unique.map(({ contact, id, name, at, ordinal, data }) => ({
    body: incomingEvent({ contact, id, name, at, ordinal, data, ...(backfill && { backfill }) }),
  }));
  if (bodies.length > 0) await world.queue.send("work", bodies);
  const accepted = remaining().map(({ index, key, hasOwnId }) => ({
    ...{ index, hasOwnId, contact: contacts.get(key)! },
    isMerged: found.get(key)!.isMerged === true,
  }));
  return { ids: events.map(({ id }) => id), accepted, duplicates, skipped };
}

function toCandidate(
  world: IntakeWorld,
  { id, name, at, data = {}, ...subject }: IncomingEvent,
  index: number,
  now: number,
  call: Options["call"],
) {
  return {
    index,
    key: subjectKey(subject),
    hasOwnId: id !== undefined,
    id: id ?? generateId(world, index, call),
    name,
    ...timestampEvent(at, call?.at ?? now, index),
    data,
    content: id === undefined ? "" : contentDigest({ name, data }),
  };
}

/** Idempotent calls generate the same ids again. */
const generateId = ({ random }: IntakeWorld, index: number, call: Options["call"]): string =>
  call
    ? `e_${digest(call.digest, call.at, index)}`
    : `e_${Buffer.from(random.bytes(12)).toString("base64url")}`;

/** A stand-in id for a contact that is not created yet. */
const provisionalId = ({ contact, email }: FoundContact): string =>
  contact?.id ?? `email:${canonicalAddress(email!)}`;
