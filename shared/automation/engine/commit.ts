import { countMembers, putSegmentMember } from "#shared/audience/segments/index.ts";
import { putEnrollment } from "#shared/automation/enrollments/index.ts";
import { deleteMember, putMember } from "#shared/automation/versions/index.ts";
import {
  finishHandOver,
  type Plan,
  prepareHandOver,
  QUEUE_HORIZON_MS,
} from "#shared/messaging/delivery/index.ts";
import { putMessage } from "#shared/messaging/messages/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import { messagesOf, pickSlot, type Reference, slotStart } from "#shared/scheduler/index.ts";
import type { PersonChange } from "./change-person.ts";
import { type Decided, type Decisions, dueOf, wakeOf } from "./decide.ts";
import { performEffects } from "./perform-effects.ts";
import { putAway } from "./put-away.ts";
import type { RunsWorld } from "./runs-world.ts";
import { leaveSegments, writeAll, writeIndex, writePerson } from "./write-person.ts";

/**
 * Hand over (docs/design.md, Delivery protocol, 3), for a whole batch at once: packs · decisions · packs that have come too near
 * · queue. Returns the people of whom something was not written because somebody else was faster: that is decided again.
 * What a person and their runs are `due` for already is queued again, where work that comes again may have left it unwritten.
 */
export async function commit(world: RunsWorld, decided: Decisions[]): Promise<Set<string>> {
  const changes = decided.flatMap((one) => one.changes);
  const people = decided.flatMap(({ person }) => (person ? [person] : []));
  const lost = decided.flatMap((one) => one.lost);
  const again = decided.flatMap((one) => one.due);
  const ended = decided.flatMap((one) => one.ended);
  if (changes.length + people.length + lost.length + again.length + ended.length === 0) {
    return new Set();
  }
  const mails = [...changes.flatMap(newMails), ...lost];
  const due = [...changes.flatMap(nextDue), ...people.flatMap(nextWake), ...again];
  const [plan] = await Promise.all([
    prepareHandOver(world, mails, due),
    enterMembers(world, changes, people),
  ]);
  const refused = await writeDecisions(world, withPlan(changes, plan), people);
  const isWritten = ({ contact }: { contact: string }) => !refused.has(contact);
  const written = changes.filter(isWritten);
  const writtenPeople = people.filter(isWritten);
  await Promise.all([
    finish(world, plan, written, writtenPeople, lost, again),
    leaveMembers(world, written),
    leaveSegments(world, writtenPeople),
    countMembers(world, writtenPeople),
    performEffects(world, written),
    putAway(world, ended.filter(isWritten)),
  ]);
  return refused;
}

/** Late packs, then the queue. */
async function finish(
  world: RunsWorld,
  plan: Plan,
  decided: Decided[],
  people: PersonChange[],
  lost: string[],
  again: Reference[],
): Promise<void> {
  const known = new Set([...decided.flatMap(newMails), ...lost]);
  await finishHandOver(world, plan, (message) => known.has(message));
  await hint(world, [...decided.flatMap(nextDue), ...people.flatMap(nextWake), ...again]);
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

const nextWake = ({ contact, old, next }: PersonChange): Reference[] =>
  next.wakeAt === old.wakeAt ? [] : wakeOf(contact, next.wakeAt);

/**
 * The mark on a mail in doubt comes first: a late claimant of it must find it. Where decisions change their person, all of
 * that person's are one write.
 */
async function writeDecisions(
  world: RunsWorld,
  changes: Decided[],
  people: PersonChange[],
): Promise<Set<string>> {
  const marks = changes.filter(({ passed }) => passed !== undefined);
  const marked = await writeAll(
    world,
    marks.map(({ passed }) => {
      const { message, expect } = passed!;
      return putMessage({ ...message, passed: true } as typeof message, expect);
    }),
  );
  const refused = new Set(marks.filter((_, i) => !marked[i]).map(({ contact }) => contact));
  const open = changes.filter(({ contact }) => !refused.has(contact));
  const changed = new Set(people.map(({ contact }) => contact));
  const alone = open.filter(({ contact }) => !changed.has(contact));
  const byPerson = Map.groupBy(open, ({ contact }) => contact);
  const [written] = await Promise.all([
    writeAll(
      world,
      alone.map(({ contact, next, expect }) => putEnrollment(contact, next, expect)),
    ),
    ...people
      .filter(({ contact }) => !refused.has(contact))
      .map(async (person) => {
        const own = byPerson.get(person.contact) ?? [];
        if (!(await writePerson(world, person, own))) refused.add(person.contact);
      }),
  ]);
  alone.forEach(({ contact }, i) => {
    if (!written[i]) refused.add(contact);
  });
  return refused;
}

/** What is due before its slot is swept goes straight to the queue: the wheel is the truth, this is speed. */
async function hint(world: RunsWorld, due: Reference[]): Promise<void> {
  const now = world.clock.now();
  const near = due.filter(({ at }) => at < slotStart(pickSlot(at, now)));
  if (near.length === 0) return;
  await world.queue.send("work", messagesOf(near, now));
}

const entering = ({ old, next }: Decided) => !old || !isActive(old) || old.run !== next.run;

async function enterMembers(
  world: RunsWorld,
  changes: Decided[],
  people: PersonChange[],
): Promise<void> {
  await writeIndex(world, [
    ...changes
      .filter((change) => entering(change) && isActive(change.next))
      .map(({ contact, next }) => putMember(next.sequence, contact, next.entryKey, next.run)),
    ...people.flatMap(({ joined }) => joined.map(([id, member]) => putSegmentMember(id, member))),
  ]);
}

const leaveMembers = (world: RunsWorld, changes: Decided[]): Promise<void> =>
  writeIndex(
    world,
    changes
      .filter(({ next }) => !isActive(next))
      .map(({ contact, next }) => deleteMember(next.sequence, contact, next.run)),
  );
