import type { Idempotency } from "#shared/http/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { type EventRow, ensureContact, guardEvents } from "#shared/people/index.ts";
import { inGroups } from "../in-groups.ts";
import { sendWork } from "../send-work.ts";
import type { ApiWorld } from "../world.ts";
import { findPeopleFaults } from "./find-people-faults.ts";
import type { Incoming } from "./incoming.ts";
import { listSubjects, type Subject, subjectKey } from "./subjects.ts";

type ContactEvent = EventRow & { contact: string };

/** A clock of a sender may be that far ahead of ours. */
const MAX_AHEAD_MS = HOUR_MS;

/**
 * Takes a batch of events, all or nothing; durable when it returns. An event whose id came before is sent on
 * again under its first instant: that is harmless, and repairs a hand-over that was lost.
 * @throws InvalidInput naming each event that can't be taken; nothing was changed
 */
export async function acceptEvents(
  world: ApiWorld,
  incoming: Incoming[],
  idempotency?: Idempotency,
): Promise<{ accepted: number; duplicates: number; ids: string[] }> {
  const now = world.clock.now();
  const subjects = listSubjects(incoming);
  const faults = [
    ...tooFarAhead(incoming, now),
    ...(await findPeopleFaults(world, [...subjects.values()])),
  ];
  if (faults.length > 0) throw new InvalidInput("the events are not valid", faults);
  const people = await ensurePeople(world, subjects);
  const events = incoming.map(({ id, name, at, data = {}, ...who }, i) => ({
    contact: people.get(subjectKey(who))!,
    id: id ?? madeId(world, i, idempotency),
    name,
    // What is still to come by our clock happened now: else it would count anew at every step until then.
    at: at === undefined ? (idempotency?.at ?? now) : Math.min(Date.parse(at), now),
    data,
  }));
  const { unique, duplicates } = await guard(world, incoming, events, now);
  await sendWork(
    world,
    unique.map((event) => ({ event })),
  );
  const ids = events.map(({ id }) => id);
  return { accepted: events.length - duplicates, duplicates, ids };
}

const tooFarAhead = (incoming: Incoming[], now: number) =>
  incoming.flatMap(({ at }, i) =>
    at !== undefined && Date.parse(at) > now + MAX_AHEAD_MS
      ? [{ path: `/events/${i}/at`, message: "more than an hour ahead of now" }]
      : [],
  );

/** Run again under one Idempotency-Key, an event without an id gets the same one. */
const madeId = ({ entropy }: ApiWorld, i: number, idempotency?: Idempotency): string =>
  idempotency
    ? `e_${digest(idempotency.digest, idempotency.at, i)}`
    : `e_${Buffer.from(entropy.bytes(12)).toString("base64url")}`;

async function ensurePeople(world: ApiWorld, subjects: Map<string, Subject>) {
  const profiles = await inGroups([...subjects.values()], (subject) => ensureOne(world, subject));
  return new Map([...subjects.keys()].map((key, i) => [key, profiles[i]!.id]));
}

/** Somebody else may have taken an address since it was checked. */
async function ensureOne(world: ApiWorld, { index, ...who }: Subject) {
  try {
    return await ensureContact(world, who);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const faults = error.faults.map(({ path, message }) => ({
      path: `/events/${index}${path}`,
      message,
    }));
    throw new InvalidInput(error.message, faults);
  }
}

/** The events to hand over, each once, and how many came before (also within this batch). */
async function guard(world: ApiWorld, incoming: Incoming[], events: ContactEvent[], now: number) {
  const given = events.filter((_, i) => incoming[i]!.id !== undefined);
  const firsts = [
    ...new Map(given.toReversed().map((event) => [`${event.contact}#${event.id}`, event])).values(),
  ];
  const before = await guardEvents(world, firsts, now);
  const instants = new Map(firsts.map((event, i) => [event, before[i]]));
  const unique = events
    .filter((event, i) => incoming[i]!.id === undefined || instants.has(event))
    .map((event) => ({ ...event, at: instants.get(event) ?? event.at }));
  const known = before.filter((at) => at !== undefined).length;
  return { unique, duplicates: known + given.length - firsts.length };
}
