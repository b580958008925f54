import {
  finishHandOver,
  type Plan,
  prepareHandOver,
  QUEUE_HORIZON_MS,
} from "#shared/delivery/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { isActive, putEnrollment, putMessage } from "#shared/people/index.ts";
import type { Write } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import { messagesOf, pickSlot, type Reference, slotStart } from "#shared/wheel/index.ts";
import { type Decided, dueOf } from "./decide.ts";
import { deleteMember, putMember } from "./member-store.ts";
import type { ReactWorld } from "./react-world.ts";
import { countsKey } from "./sequence-store.ts";

/**
 * Hand over (docs/design.md, Delivery protocol, 3), for a whole batch at once: packs · decisions · packs that have come too near
 * · queue. Returns the changes that were not written because somebody else was faster: those are decided again.
 * `again` is what runs are due for already, where work that comes again may have left it unwritten.
 */
export async function commit(
  world: ReactWorld,
  changes: Decided[],
  lost: string[],
  again: Reference[],
): Promise<Set<Decided>> {
  if (changes.length === 0 && lost.length === 0 && again.length === 0) return new Set();
  const mails = [...changes.flatMap(newMails), ...lost];
  const [plan] = await Promise.all([
    prepareHandOver(world, mails, [...changes.flatMap(nextDue), ...again]),
    enterMembers(world, changes),
  ]);
  const planned = withPlan(changes, plan);
  const unwritten = await writeDecisions(world, planned);
  const refused = new Set(changes.filter((_, i) => unwritten.has(planned[i]!)));
  const decided = changes.filter((change) => !refused.has(change));
  await Promise.all([
    finish(world, plan, decided, lost, again),
    leaveMembers(world, decided),
    count(world, decided),
  ]);
  return refused;
}

/** Late packs, then the queue. */
async function finish(
  world: ReactWorld,
  plan: Plan,
  decided: Decided[],
  lost: string[],
  again: Reference[],
): Promise<void> {
  const known = new Set([...decided.flatMap(newMails), ...lost]);
  await finishHandOver(world, plan, (message) => known.has(message));
  await hint(world, [...decided.flatMap(nextDue), ...again]);
}

/** The changes with the planned instants of those mails that do not leave at once. */
function withPlan(changes: Decided[], { mails }: Plan): Decided[] {
  if (mails.length === 0) return changes;
  const later = new Map(mails.map(({ message, at }) => [message, at]));
  return changes.map((change) => {
    const outbox = change.next.outbox.map((entry) => {
      const at = later.get(entry.messageId) ?? entry.bornAt;
      return at > entry.bornAt + QUEUE_HORIZON_MS ? { ...entry, plannedAt: at } : entry;
    });
    return { ...change, next: { ...change.next, outbox } };
  });
}

/** Mails that this change decided: in the new outbox and not in the old. */
function newMails({ old, next }: Decided): string[] {
  if (next.outbox.length === 0) return [];
  const before = new Set(old?.outbox.map(({ messageId }) => messageId));
  return next.outbox.map(({ messageId }) => messageId).filter((id) => !before.has(id));
}

function nextDue({ contact, old, next }: Decided): Reference[] {
  return next.dueAt === old?.dueAt ? [] : dueOf(contact, next);
}

/** The mark on a mail in doubt comes first: a late claimant of it must find it. */
async function writeDecisions(world: ReactWorld, changes: Decided[]): Promise<Set<Decided>> {
  const refused = new Set<Decided>();
  const marks = changes.filter(({ passed }) => passed !== undefined);
  const marked = await writeAll(
    world,
    marks.map(({ passed }) => {
      const { message, expect } = passed!;
      return putMessage({ ...message, passed: true } as typeof message, expect);
    }),
  );
  marks.forEach((change, i) => {
    if (!marked[i]) refused.add(change);
  });
  const writable = changes.filter((change) => !refused.has(change));
  const written = await writeAll(
    world,
    writable.map(({ contact, next, expect }) => putEnrollment(contact, next, expect)),
  );
  writable.forEach((change, i) => {
    if (!written[i]) refused.add(change);
  });
  return refused;
}

/** Which rows were written; a row that somebody else wrote is not. @throws what else went wrong */
async function writeAll({ table }: ReactWorld, writes: Write<"people">[]): Promise<boolean[]> {
  const results = await writeMany(table, writes);
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  return results.map((result) => result === undefined);
}

/** What is due before its slot is swept goes straight to the queue: the wheel is the truth, this is speed. */
async function hint(world: ReactWorld, due: Reference[]): Promise<void> {
  const now = world.clock.now();
  const near = due.filter(({ at }) => at < slotStart(pickSlot(at, now)));
  if (near.length === 0) return;
  await world.queue.send("work", messagesOf(near, now));
}

const entering = ({ old, next }: Decided) => !old || !isActive(old) || old.run !== next.run;

async function enterMembers(world: ReactWorld, changes: Decided[]): Promise<void> {
  const writes = changes
    .filter((change) => entering(change) && isActive(change.next))
    .map(({ contact, next }) => putMember(next.sequence, contact, next.entryKey, next.run));
  await writeIndex(world, writes);
}

const leaveMembers = (world: ReactWorld, changes: Decided[]): Promise<void> =>
  writeIndex(
    world,
    changes
      .filter(({ next }) => !isActive(next))
      .map(({ contact, next }) => deleteMember(next.sequence, contact, next.run)),
  );

async function writeIndex({ table }: ReactWorld, writes: Write<"index">[]): Promise<void> {
  const failure = (await writeMany(table, writes)).find((error) => error);
  if (failure) throw failure;
}

/** Who stands where, as an estimate: lost or doubled work may bend it. */
async function count({ table }: ReactWorld, changes: Decided[]): Promise<void> {
  const moves = new Map<string, Record<string, number>>();
  for (const { old, next } of changes) {
    const steps = moves.get(next.sequence) ?? {};
    moves.set(next.sequence, steps);
    const left = old?.step;
    if (left === next.step) continue;
    if (left) steps[left] = (steps[left] ?? 0) - 1;
    if (next.step) steps[next.step] = (steps[next.step] ?? 0) + 1;
  }
  for (const [sequence, steps] of moves) {
    if (Object.keys(steps).length > 0) await table.add(countsKey(sequence), steps);
  }
}
