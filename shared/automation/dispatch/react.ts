import { contactUnsubscribed } from "#events/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { recordEvents } from "#shared/audience/intake/index.ts";
import type { RunsWorld } from "#shared/automation/engine/index.ts";
import { commit, planOnDemand } from "#shared/automation/engine/index.ts";
import { startForgetting, sweepErased } from "#shared/automation/erasure/index.ts";
import type { ContactChange, ContactWork } from "#shared/automation/planning/index.ts";
import { type AnyBulkKind, runFanOutPage, runJobPage } from "#shared/bulk/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { addDailyCounts } from "#shared/messaging/figures/index.ts";
import { queueMails } from "#shared/messaging/handover/index.ts";
import { isMessageEvent } from "#shared/messaging/messages/index.ts";
import {
  type LiveDefinitions,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import type { WorkMessage } from "#shared/queue/index.ts";
import { dueMessages } from "#shared/scheduler/index.ts";
import { BULK_KINDS } from "./bulk-kinds.ts";
import { runSchedule } from "./run-schedule.ts";

/** A message of the `work` queue. `again`: it was delivered before. */
type Received = { id: string; body: WorkMessage; again: boolean };

/** Contact work with its messages. */
type QueuedWork = ContactWork & {
  messages: Set<string>;
  /** Whether it is backfill only: then no run is planned. */
  isPast: boolean;
  /** Whether its runs were planned in an earlier round: lost mails are handed over by then. */
  isPlanned: boolean;
};

/**
 * This many write conflicts in one batch mean that something is wrong; the work is retried later.
 */
const MAX_ROUNDS = 24;

/**
 * The one pipeline for all work: stores events, then starts, moves and ends runs, and hands their
 * mails over. A batch shares its packs and commits. Returns the failed messages. Idempotent. `more`
 * are additional kinds of bulk work.
 */
export async function react<W extends RunsWorld>(
  world: W,
  messages: Received[],
  more: AnyBulkKind<W>[] = [],
): Promise<Map<string, Error>> {
  const failures = new Map<string, Error>();
  const byContact = new Map<string, QueuedWork>();
  for (const message of messages) {
    try {
      await dispatch(world, message, byContact, [...BULK_KINDS, ...more]);
    } catch (error) {
      failures.set(message.id, error as Error);
    }
  }
  if (byContact.size === 0) return failures;
  const fail = (work: QueuedWork, error: unknown) => {
    for (const id of work.messages) failures.set(id, error as Error);
  };
  const fresh: EventRow[] = [];
  const stored = await settled([...byContact.values()], fail, async (one) => {
    fresh.push(...(await storeEvents(world, one)));
  });
  const { data: live } = await readLiveDefinitions(world);
  await planAndCommit(world, stored, live, fail);
  await countUnsubscribes(world, fresh);
  return failures;
}

/** Groups a message's work by its contact; other work is done at once. */
async function dispatch<W extends RunsWorld>(
  world: W,
  { id, body: work, again }: Received,
  byContact: Map<string, QueuedWork>,
  kinds: AnyBulkKind<W>[],
) {
  const workOf = (contact: string, isPast = false) => {
    const found = byContact.get(contact) ?? {
      contact,
      events: [],
      backfilled: [],
      answers: [],
      migrations: [],
      removals: [],
      reevaluate: false,
      messages: new Set(),
      again: false,
      isPast: true,
      isPlanned: false,
    };
    byContact.set(contact, found);
    found.messages.add(id);
    found.again ||= again;
    found.isPast &&= isPast;
    return found;
  };
  if ("event" in work || "internalEvent" in work) {
    const { contact, backfill, ...event } =
      "internalEvent" in work ? work.internalEvent : work.event;
    const { backfilled, events } = workOf(contact, backfill);
    (backfill ? backfilled : events).push(event);
  } else if ("webhookResult" in work) {
    const { webhookResult } = work;
    workOf(webhookResult.origin.contact).answers.push(webhookResult);
  } else if ("migrate" in work) workOf(work.migrate.contact).migrations.push(work.migrate);
  else if ("reevaluate" in work) workOf(work.reevaluate).reevaluate = true;
  else if ("removeRuns" in work) workOf(work.removeRuns.contact).removals.push(work.removeRuns);
  else if ("erased" in work) await sweepErased(world, work.erased);
  else if ("job" in work) await runJobPage(world, kinds, work.job, again);
  else if ("fanOut" in work) await runFanOutPage(world, kinds, work.fanOut);
  else {
    const now = world.clock.now();
    const early = work.due.filter(({ kind, at }) => kind !== "mail" && at > now);
    if (early.length > 0) await world.queue.send("work", dueMessages(early, now));
    for (const reference of work.due) {
      if (reference.at > now) continue;
      if (reference.kind === "run" || reference.kind === "contact") workOf(reference.contact);
      if (reference.kind === "schedule") await runSchedule(world, reference);
      if (reference.kind === "forget") await startForgetting(world, reference.at);
    }
    const mails = work.due.filter((reference) => reference.kind === "mail");
    await queueMails(world, mails, now);
  }
}

/** Message events are not stored: they are derived from messages. */
const storeEvents = (
  world: RunsWorld,
  { contact, events, backfilled }: ContactWork,
): Promise<EventRow[]> =>
  recordEvents(
    world,
    contact,
    // Present events are stored only after segments have seen the past, so that they count as new.
    (backfilled.length > 0 ? backfilled : events).filter(({ name }) => !isMessageEvent(name)),
  );

/** A repeated request has the same event, which is not new. */
const countUnsubscribes = (world: RunsWorld, fresh: EventRow[]): Promise<void> =>
  addDailyCounts(
    world,
    fresh
      .filter(({ name }) => name === contactUnsubscribed.name)
      .map(({ at }) => ({ count: "unsubscribed", at })),
  );

/**
 * Rounds of planning and writing. A contact is planned again after a write conflict, and when a run
 * now waits for events: the wait is written before concurrent events are read.
 */
async function planAndCommit(
  world: RunsWorld,
  batch: QueuedWork[],
  live: LiveDefinitions,
  fail: (work: QueuedWork, error: unknown) => void,
): Promise<void> {
  let open = batch;
  for (let round = 0; open.length > 0; round++) {
    if (round === MAX_ROUNDS) {
      for (const work of open)
        fail(work, new Conflict("too many write conflicts for one contact: the work is retried"));
      return;
    }
    const found: ContactChange[] = [];
    const decided = await settled(open, fail, async (work) => {
      found.push(await planRound(world, work, live));
    });
    let refused: Set<string>;
    try {
      refused = await commit(world, found);
    } catch (error) {
      for (const work of decided) fail(work, error);
      return;
    }
    const again = new Set(found.flatMap(plannedAgain));
    open = decided.flatMap((work) => {
      if (work.backfilled.length > 0) return [work];
      const next = { ...work, isPlanned: true };
      if (refused.has(work.contact)) return [next];
      return again.has(work.contact) ? [{ ...next, ...DONE }] : [];
    });
    open = await continueAfterBackfill(world, open, refused, fail);
  }
}

/** Plans a round; lost mails are handed over only in the first. */
async function planRound(
  world: RunsWorld,
  work: QueuedWork,
  live: LiveDefinitions,
): Promise<ContactChange> {
  const { isPlanned, again } = work;
  const change = await planOnDemand(world, { ...work, again: again && !isPlanned }, live);
  return isPlanned ? { ...change, lost: [] } : change;
}

/** Work whose past is evaluated continues with its present events. */
async function continueAfterBackfill(
  world: RunsWorld,
  batch: QueuedWork[],
  refused: ReadonlySet<string>,
  fail: (work: QueuedWork, error: unknown) => void,
): Promise<QueuedWork[]> {
  const [evaluated = [], others = []] = [true, false].map((isEvaluated) =>
    batch.filter((one) => isEvaluated === (one.backfilled.length > 0 && !refused.has(one.contact))),
  );
  const next = evaluated
    .filter(({ isPast }) => !isPast)
    .map((one): QueuedWork => ({ ...one, backfilled: [], reevaluate: true }));
  const store = async (one: QueuedWork) => void (await storeEvents(world, one));
  return [...others, ...(await settled(next, fail, store))];
}

/** Processed events must not start a second run, nor a removal end one that started since. */
const DONE = { events: [], answers: [], removals: [], reevaluate: false };

/** Contacts with pending events, or with runs that may have missed a concurrent event. */
const plannedAgain = ({ contact, runs, profile }: ContactChange): string[] =>
  runs.some(({ listens }) => listens) || profile?.next.pending ? [contact] : [];

/** Runs `work` concurrently; failures are reported and left out of the result. */
async function settled(
  batch: QueuedWork[],
  fail: (work: QueuedWork, error: unknown) => void,
  act: (work: QueuedWork) => Promise<void>,
): Promise<QueuedWork[]> {
  const results = await Promise.allSettled(batch.map(act));
  return batch.filter((work, i) => {
    const result = results[i]!;
    if (result.status === "rejected") fail(work, result.reason);
    return result.status === "fulfilled";
  });
}
