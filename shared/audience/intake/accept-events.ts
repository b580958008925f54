import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { contentOf } from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { incomingEvent } from "#shared/queue/index.ts";
import { checkBatch, type PathOf } from "./check-batch.ts";
import { ensureContacts } from "./ensure-contacts.ts";
import { type FoundContact, findContacts, type OnConflict } from "./find-contacts.ts";
import { findReused, guardBatch, ID_REUSED, refuseReused } from "./guard-batch.ts";
import type { IncomingEvent } from "./incoming-event.ts";
import { placeEvent } from "./place-event.ts";
import { listSubjects, subjectKey } from "./subjects.ts";
import type { IntakeWorld } from "./world.ts";

type Options = {
  pathOf: PathOf;
  onConflict?: OnConflict;
  /** Of long ago: history alone. */
  backfill?: boolean | undefined;
  /** Of a call that may run again: what its events are named after, and when it ran first. */
  call?: { digest: string; at: number } | undefined;
};
/** An event that was taken; `isGiven` says that its sender gave the id. */
type Taken = { index: number; contact: Profile; isGiven: boolean; isMerged: boolean };
type Outcome = {
  /** Of all events, in their order. */
  ids: string[];
  taken: Taken[];
  duplicates: number;
  /** Why events were left out, by their index. */
  skipped: Map<number, string>;
};

/**
 * Takes a batch of events, all or nothing; durable when it returns. An event whose id came before
 * is sent on again under its first instant: that is harmless, and repairs a hand-over that was
 * lost. What does not fit what is there is left out with "skip"; with "merge" an event whose
 * contact's address is taken goes to the contact that has it.
 * @throws InvalidInput naming each event that can not be taken; nothing was changed
 * @throws Conflict naming each event whose id came before with another name or other data
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
  const left = () => events.filter(({ index }) => !skipped.has(index));
  const named = left().map((one) => ({ ...one, contact: nameInBatch(found.get(one.key)!) }));
  skipReused(await findReused(world, named));

  const keys = new Set(left().map(({ key }) => key));
  const needed = [...found].filter(([key]) => keys.has(key));
  const contacts = await ensureContacts(world, needed, { existing: backfill, pathOf });
  const candidates = left().map((one) => ({ ...one, contact: contacts.get(one.key)!.id }));
  const { unique, duplicates, reused } = await guardBatch(world, candidates, now);
  skipReused(reused);
  const bodies = unique.map(({ contact, id, name, at, ordinal, data }) => ({
    body: incomingEvent({ contact, id, name, at, ordinal, data, ...(backfill && { backfill }) }),
  }));
  if (bodies.length > 0) await world.queue.send("work", bodies);
  const taken = left().map(({ index, key, isGiven }) => ({
    ...{ index, isGiven, contact: contacts.get(key)! },
    isMerged: found.get(key)!.isMerged === true,
  }));
  return { ids: events.map(({ id }) => id), taken, duplicates, skipped };
}

function toCandidate(
  world: IntakeWorld,
  { id, name, at, data = {}, ...who }: IncomingEvent,
  index: number,
  now: number,
  call: Options["call"],
) {
  return {
    index,
    key: subjectKey(who),
    isGiven: id !== undefined,
    id: id ?? madeId(world, index, call),
    name,
    ...placeEvent(at, call?.at ?? now, index),
    data,
    content: id === undefined ? "" : contentOf({ name, data }),
  };
}

/** When a call is run again, an event without an id gets the same one. */
const madeId = ({ random }: IntakeWorld, index: number, call: Options["call"]): string =>
  call
    ? `e_${digest(call.digest, call.at, index)}`
    : `e_${Buffer.from(random.bytes(12)).toString("base64url")}`;

/** What a contact is called within a batch before it is made. */
const nameInBatch = ({ contact, email }: FoundContact): string =>
  contact?.id ?? `email:${canonicalAddress(email!)}`;
