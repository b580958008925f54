import { recordEvents } from "#shared/audience/contacts/index.ts";
import { beginForgetting, sweepErased } from "#shared/automation/erasure/index.ts";
import { type AnyBulkKind, runFanOutPage, runJobPage } from "#shared/bulk/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { queueMails } from "#shared/messaging/handover/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import { WorkMessage } from "#shared/queue/index.ts";
import { dueMessages } from "#shared/scheduler/index.ts";
import { BULK_KINDS } from "./bulk-kinds.ts";
import type { Change } from "./change.ts";
import { commit } from "./commit.ts";
import type { ContactWork } from "./contact-work.ts";
import { keepSchedule } from "./keep-schedule.ts";
import { countSteps } from "./perform-effects.ts";
import { planOnDemand } from "./plan-on-demand.ts";
import { type Ended, endRuns } from "./remove-runs.ts";
import type { RunsWorld } from "./runs-world.ts";

/** A message of the `work` queue. `again` says that it was received before. */
type Received = { id: string; body: unknown; again: boolean };

/** Contact work, with the messages that asked for it. */
type Asked = ContactWork & {
  messages: Set<string>;
  /** Whether it is backfill alone: then no run is looked at. */
  isPast: boolean;
  /** Whether its runs were planned in a round before: what was lost is handed over by then. */
  isPlanned: boolean;
};

/** Losing this often to others within one batch means that something is wrong; the work comes back later. */
const MAX_ROUNDS = 24;

/**
 * One pipeline for everything that happens: stores events, then starts, wakes, advances or ends runs, and
 * hands their mails over. A whole batch shares its packs and its commits. Returns the messages that failed.
 * Doing it again is harmless. `more` are kinds of bulk work besides those that are always known.
 */
export async function react<W extends RunsWorld>(
  world: W,
  messages: Received[],
  more: AnyBulkKind<W>[] = [],
): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  const errands = new Map<string, Asked>();
  const ended: Ended[] = [];
  for (const message of messages) {
    try {
      await sort(world, message, { errands, ended }, [...BULK_KINDS, ...more]);
    } catch (error) {
      failures.set(message.id, error as Error);
    }
  }
  await countSteps(world, ended);
  if (errands.size === 0) return failures;
  const fail = (errand: Asked, error: unknown) => {
    for (const id of errand.messages) failures.set(id, error as Error);
  };
  const stored = await settled([...errands.values()], fail, (one) => storeEvents(world, one));
  const { data: live } = await readLiveDefinitions(world);
  await planAndCommit(world, stored, live, fail);
  return failures;
}

/** Puts what a message asks for under the person it is about; what is about nobody is done at once. */
async function sort<W extends RunsWorld>(
  world: W,
  message: Received,
  { errands, ended }: { errands: Map<string, Asked>; ended: Ended[] },
  kinds: AnyBulkKind<W>[],
) {
  const parsed = WorkMessage.safeParse(message.body);
  if (!parsed.success) throw new InvalidInput("not a message of the work queue");
  const work = parsed.data;
  const workOf = (contact: string, isPast = false) => {
    const errand = errands.get(contact) ?? {
      contact,
      events: [],
      backfilled: [],
      answers: [],
      migrations: [],
      reevaluate: false,
      messages: new Set(),
      again: false,
      isPast: true,
      isPlanned: false,
    };
    errands.set(contact, errand);
    errand.messages.add(message.id);
    errand.again ||= message.again;
    errand.isPast &&= isPast;
    return errand;
  };
  if ("event" in work || "own" in work) {
    const { contact, backfill, ...event } = "own" in work ? work.own : work.event;
    const errand = workOf(contact, backfill);
    (backfill ? errand.backfilled : errand.events).push(event);
  } else if ("answered" in work) workOf(work.answered.asker.contact).answers.push(work.answered);
  else if ("followed" in work) workOf(work.followed.contact).migrations.push(work.followed);
  else if ("touched" in work) workOf(work.touched).reevaluate = true;
  else if ("removed" in work) ended.push(...(await endRuns(world, work.removed)));
  else if ("erased" in work) await sweepErased(world, work.erased);
  else if ("job" in work) await runJobPage(world, kinds, work.job, message.again);
  else if ("fanOut" in work) await runFanOutPage(world, kinds, work.fanOut);
  else {
    const now = world.clock.now();
    const early = work.due.filter(({ kind, at }) => kind !== "mail" && at > now);
    if (early.length > 0) await world.queue.send("work", dueMessages(early, now));
    for (const reference of work.due) {
      if (reference.at > now) continue;
      if (reference.kind === "run" || reference.kind === "person") workOf(reference.contact);
      if (reference.kind === "schedule") await keepSchedule(world, reference);
      if (reference.kind === "forget") await beginForgetting(world, reference.at);
    }
    const mails = work.due.filter((reference) => reference.kind === "mail");
    await queueMails(world, mails, now);
  }
}

/** Events about mails are not stored: the facts of their messages tell of them. */
const storeEvents = (
  world: RunsWorld,
  { contact, events, backfilled }: ContactWork,
): Promise<void> =>
  recordEvents(
    world,
    contact,
    // What happened now is stored only after segments have seen the past: it is news to them.
    (backfilled.length > 0 ? backfilled : events).filter(({ name }) => !isMessageEvent(name)),
  );

/**
 * Rounds of deciding and writing. Whoever lost a race decides again, and so does whoever now stands where
 * events matter: first the wait is written, then what came meanwhile is read.
 */
async function planAndCommit(
  world: RunsWorld,
  errands: Asked[],
  live: LiveDefinitions,
  fail: (errand: Asked, error: unknown) => void,
): Promise<void> {
  let open = errands;
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS) {
      for (const errand of open) fail(errand, new Conflict("others were faster too often"));
      return;
    }
    const found: Change[] = [];
    const decided = await settled(open, fail, async (errand) => {
      found.push(await planRound(world, errand, live));
    });
    let refused: Set<string>;
    try {
      refused = await commit(world, found);
    } catch (error) {
      for (const errand of decided) fail(errand, error);
      return;
    }
    const going = new Set(found.flatMap(goingOn));
    open = decided.flatMap((errand) => {
      if (errand.backfilled.length > 0) return [errand];
      const next = { ...errand, isPlanned: true };
      if (refused.has(errand.contact)) return [next];
      return going.has(errand.contact) ? [{ ...next, ...DONE }] : [];
    });
    open = await goOnFromPast(world, open, refused, fail);
  }
}

/** What work comes to in this round; what was lost is handed over in the first that plans runs. */
async function planRound(world: RunsWorld, work: Asked, live: LiveDefinitions): Promise<Change> {
  const { isPlanned, again } = work;
  const change = await planOnDemand(world, { ...work, again: again && !isPlanned }, live);
  return isPlanned ? { ...change, lost: [] } : change;
}

/**
 * Errands whose past the segments have seen by now go on with what happened since, which is news
 * again.
 */
async function goOnFromPast(
  world: RunsWorld,
  errands: Asked[],
  refused: ReadonlySet<string>,
  fail: (errand: Asked, error: unknown) => void,
): Promise<Asked[]> {
  const [seen = [], others = []] = [true, false].map((isSeen) =>
    errands.filter((one) => isSeen === (one.backfilled.length > 0 && !refused.has(one.contact))),
  );
  const next = seen
    .filter(({ isPast }) => !isPast)
    .map((one): Asked => ({ ...one, backfilled: [], reevaluate: true }));
  return [...others, ...(await settled(next, fail, (one) => storeEvents(world, one)))];
}

/** What was taken in must not let the same person in twice. */
const DONE = { events: [], answers: [], reevaluate: false };

/** Those for whom something may have come meanwhile that a run now waits for, or of whom something is to be taken in. */
const goingOn = ({ contact, runs, profile }: Change): string[] =>
  runs.some(({ listens }) => listens) || profile?.next.pending ? [contact] : [];

/** Does `work` for all at once; those that failed are reported and left out of what comes back. */
async function settled(
  errands: Asked[],
  fail: (errand: Asked, error: unknown) => void,
  work: (errand: Asked) => Promise<void>,
): Promise<Asked[]> {
  const results = await Promise.allSettled(errands.map(work));
  return errands.filter((errand, i) => {
    const result = results[i]!;
    if (result.status === "rejected") fail(errand, result.reason);
    return result.status === "fulfilled";
  });
}
