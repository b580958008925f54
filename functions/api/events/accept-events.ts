import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { contentOf } from "#shared/audience/events/index.ts";
import { incomingEvent, isTooFarAhead, placeEvent } from "#shared/audience/intake/index.ts";
import { publicId } from "#shared/audience/profiles/index.ts";
import type { Idempotency } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { KEEP_EVENTS_DAYS, KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { sendWork } from "../send-work.ts";
import type { ApiWorld } from "../world.ts";
import { ensurePeople } from "./ensure-people.ts";
import { type FoundSubject, findPeople, type OnConflict } from "./find-people.ts";
import { findReused, guardBatch, ID_REUSED, refuseReused } from "./guard-batch.ts";
import type { Incoming } from "./incoming.ts";
import { listSubjects, subjectKey } from "./subjects.ts";

type Options = {
  onConflict?: OnConflict;
  /** Of long ago: history alone. */
  backfill?: boolean | undefined;
  idempotency?: Idempotency | undefined;
};
type Accepted = {
  accepted: number;
  duplicates: number;
  ids: (string | null)[];
  skipped?: { index: number; reason: string }[];
  merged?: { index: number; contactId: string }[];
};

/**
 * Takes a batch of events, all or nothing; durable when it returns. An event whose id came before
 * is sent on again under its first instant: that is harmless, and repairs a hand-over that was
 * lost. What does not fit what is there is left out with "skip"; with "merge" an event whose
 * contact's address is taken goes to the contact that has it.
 * @throws InvalidInput naming each event that can't be taken; nothing was changed
 * @throws Conflict naming each event whose id came before with another name or other data
 */
export async function acceptEvents(
  world: ApiWorld,
  incoming: Incoming[],
  { onConflict, backfill, idempotency }: Options = {},
): Promise<Accepted> {
  const now = world.clock.now();
  const people = await findPeople(world, listSubjects(incoming), onConflict);
  const skipped = new Map<number, string>();
  const refused = [...people.values()].filter(
    ({ refusal }) => refusal && !(refusal.isTaken && onConflict === "skip"),
  );
  const faults = [
    ...tooFarAhead(incoming, now),
    ...(backfill ? tooOld(incoming, now) : []),
    ...refused.map(faultOf),
  ];
  if (faults.length > 0) throw new InvalidInput("the events are not valid", faults);

  const events = incoming.map((one, index) => toEvent(world, one, index, now, idempotency));
  for (const { index, key } of events) {
    const { refusal } = people.get(key)!;
    if (refusal) skipped.set(index, refusal.message);
  }
  const skipReused = (indices: number[]) => {
    if (indices.length > 0 && onConflict !== "skip") throw refuseReused(indices);
    for (const index of indices) skipped.set(index, ID_REUSED);
  };
  const left = () => events.filter(({ index }) => !skipped.has(index));
  skipReused(
    await findReused(
      world,
      left().map((event) => ({ ...event, contact: nameOf(people.get(event.key)!) })),
    ),
  );

  const keys = new Set(left().map(({ key }) => key));
  const contacts = await ensurePeople(
    world,
    [...people].filter(([key]) => keys.has(key)),
    backfill || undefined,
  );
  const candidates = left().map((event) => ({ ...event, contact: contacts.get(event.key)!.id }));
  const { unique, duplicates, reused } = await guardBatch(world, candidates, now);
  skipReused(reused);
  await sendWork(
    world,
    unique.map(({ contact, id, name, at, ordinal, data }) =>
      incomingEvent({ contact, id, name, at, ordinal, data, ...(backfill && { backfill }) }),
    ),
  );
  const merged = left().filter(({ key }) => people.get(key)!.isMerged);
  // Their ids are in the answer: those that their senders gave may be anything.
  const named = [...merged, ...left().filter(({ isGiven }) => isGiven)];
  idempotency?.names(named.map(({ key }) => contacts.get(key)!.id));
  return {
    accepted: events.length - skipped.size - duplicates,
    duplicates,
    ids: events.map(({ id, index }) => (skipped.has(index) ? null : id)),
    ...(onConflict === "skip" && {
      skipped: [...skipped]
        .map(([index, reason]) => ({ index, reason }))
        .sort((a, b) => a.index - b.index),
    }),
    ...(onConflict === "merge" && {
      merged: merged.map(({ index, key }) => ({ index, contactId: publicId(contacts.get(key)!) })),
    }),
  };
}

const tooFarAhead = (incoming: Incoming[], now: number) =>
  incoming.flatMap(({ at }, i) =>
    isTooFarAhead(at === undefined ? undefined : Date.parse(at), now)
      ? [{ path: `/events/${i}/at`, message: "more than an hour ahead of now" }]
      : [],
  );

/** It would be gone as soon as it was stored. */
const tooOld = (incoming: Incoming[], now: number) =>
  incoming.flatMap(({ at }, i) =>
    at !== undefined && Date.parse(at) <= now - KEEP_EVENTS_MS
      ? [
          {
            path: `/events/${i}/at`,
            message: `older than events are kept: ${KEEP_EVENTS_DAYS} days`,
          },
        ]
      : [],
  );

const faultOf = ({ index, refusal }: FoundSubject) => ({
  path: `/events/${index}/${refusal!.field}`,
  message: refusal!.message,
});

function toEvent(
  world: ApiWorld,
  { id, name, at: given, data = {}, ...who }: Incoming,
  index: number,
  now: number,
  idempotency?: Idempotency,
) {
  const acceptedAt = idempotency?.at ?? now;
  const instant = given === undefined ? undefined : Date.parse(given);
  return {
    index,
    key: subjectKey(who),
    isGiven: id !== undefined,
    id: id ?? madeId(world, index, idempotency),
    name,
    ...placeEvent(instant, acceptedAt, index),
    data,
    content: id === undefined ? "" : contentOf({ name, data }),
  };
}

/** Run again under one Idempotency-Key, an event without an id gets the same one. */
const madeId = ({ entropy }: ApiWorld, i: number, idempotency?: Idempotency): string =>
  idempotency
    ? `e_${digest(idempotency.digest, idempotency.at, i)}`
    : `e_${Buffer.from(entropy.bytes(12)).toString("base64url")}`;

/** What a contact is called within a batch before it is made. */
const nameOf = ({ contact, email }: FoundSubject): string =>
  contact?.id ?? `email:${canonicalAddress(email!)}`;
