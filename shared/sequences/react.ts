import { queueMails } from "#shared/delivery/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { type EventRow, isMessageEvent, recordEvent, sweepErased } from "#shared/people/index.ts";
import { messagesOf, type Reference } from "#shared/wheel/index.ts";
import { readSwitches, type Switches } from "#shared/workspace/index.ts";
import { commit } from "./commit.ts";
import { type Decided, decide } from "./decide.ts";
import type { ReactWorld } from "./react-world.ts";
import { walkMembers } from "./walk-members.ts";
import { type Work, WorkBody } from "./work.ts";

/** A message of the `work` queue. `again` says that it was received before. */
export type WorkMessage = { id: string; body: unknown; again: boolean };

/** Everything that a batch brings for one person. */
type Errand = { contact: string; events: EventRow[]; messages: Set<string>; again: boolean };

/** Losing this often to others within one batch means that something is wrong; the work comes back later. */
const MAX_ROUNDS = 8;

/**
 * One pipeline for everything that happens: stores events, then starts, wakes, advances or ends runs, and
 * hands their mails over. A whole batch shares its packs and its commits. Returns the messages that failed.
 * Doing it again is harmless.
 */
export async function react(
  world: ReactWorld,
  messages: WorkMessage[],
): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  const errands = new Map<string, Errand>();
  for (const message of messages) {
    try {
      await sort(world, message, errands);
    } catch (error) {
      failures.set(message.id, error as Error);
    }
  }
  if (errands.size === 0) return failures;
  const fail = (errand: Errand, error: unknown) => {
    for (const id of errand.messages) failures.set(id, error as Error);
  };
  const stored = await settled([...errands.values()], fail, (one) => storeEvents(world, one));
  const { data: switches } = await readSwitches(world);
  await decideAndCommit(world, stored, switches, fail);
  return failures;
}

/** Puts what a message asks for under the person it is about; what is about nobody is done at once. */
async function sort(world: ReactWorld, message: WorkMessage, errands: Map<string, Errand>) {
  const parsed = WorkBody.safeParse(message.body);
  if (!parsed.success) throw new InvalidInput("not a message of the work queue");
  const work: Work = parsed.data;
  const errandOf = (contact: string) => {
    const errand = errands.get(contact) ?? {
      contact,
      events: [],
      messages: new Set(),
      again: false,
    };
    errands.set(contact, errand);
    errand.messages.add(message.id);
    errand.again ||= message.again;
    return errand;
  };
  if ("event" in work) {
    const { contact, ...event } = work.event;
    errandOf(contact).events.push(event);
  } else if ("erased" in work) await sweepErased(world, work.erased);
  else if ("walk" in work) await walkMembers(world, work.walk);
  else {
    const now = world.clock.now();
    const early = work.due.filter(({ kind, at }) => kind === "run" && at > now);
    if (early.length > 0) await world.queue.send("work", messagesOf(early, now));
    for (const reference of work.due) {
      if (reference.kind === "run" && reference.at <= now) errandOf(reference.contact);
    }
    const mails = work.due.filter((reference) => reference.kind === "mail");
    await queueMails(world, mails, now);
  }
}

async function storeEvents(world: ReactWorld, { contact, events }: Errand): Promise<void> {
  for (const event of events) {
    if (!isMessageEvent(event.name)) await recordEvent(world, contact, event);
  }
}

/**
 * Rounds of deciding and writing. Whoever lost a race decides again, and so does whoever now stands where
 * events matter: first the wait is written, then what came meanwhile is read.
 */
async function decideAndCommit(
  world: ReactWorld,
  errands: Errand[],
  switches: Switches,
  fail: (errand: Errand, error: unknown) => void,
): Promise<void> {
  let open = errands;
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS) {
      for (const errand of open) fail(errand, new Conflict("others were faster too often"));
      return;
    }
    const changes: Decided[] = [];
    const lost: string[] = [];
    const due: Reference[] = [];
    const byContact = new Map(open.map((errand) => [errand.contact, errand]));
    const decided = await settled(open, fail, async (errand) => {
      const again = errand.again && round === 0;
      const found = await decide(world, errand.contact, errand.events, switches, again);
      changes.push(...found.changes);
      if (round === 0) lost.push(...found.lost);
      due.push(...found.due);
    });
    let refused: Set<Decided>;
    try {
      refused = await commit(world, changes, lost, due);
    } catch (error) {
      for (const errand of decided) fail(errand, error);
      return;
    }
    const next = changes.filter((change) => refused.has(change) || change.listens);
    open = [...new Set(next.map(({ contact }) => byContact.get(contact)!))];
  }
}

/** Does `work` for all at once; those that failed are reported and left out of what comes back. */
async function settled(
  errands: Errand[],
  fail: (errand: Errand, error: unknown) => void,
  work: (errand: Errand) => Promise<void>,
): Promise<Errand[]> {
  const results = await Promise.allSettled(errands.map(work));
  return errands.filter((errand, i) => {
    const result = results[i]!;
    if (result.status === "rejected") fail(errand, result.reason);
    return result.status === "fulfilled";
  });
}
