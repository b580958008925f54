import { countMembers, putSegmentMember } from "#shared/audience/segments/index.ts";
import { deleteMember, putMember } from "#shared/automation/versions/index.ts";
import {
  finishHandover,
  type HandoverPlan,
  prepareHandover,
  QUEUE_HORIZON_MS,
} from "#shared/messaging/handover/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import { dueMessages, pickSlot, slotStart } from "#shared/scheduler/index.ts";
import { type Change, noChange, type RunChange } from "./change.ts";
import { dueOf, wakeOf } from "./left-undone.ts";
import { performEffects } from "./perform-effects.ts";
import { putAway } from "./put-away.ts";
import type { RunsWorld } from "./runs-world.ts";
import { leaveSegments, writeChanges, writeIndex } from "./write-changes.ts";

/**
 * Hand over (docs/design.md, Delivery protocol, 3), for a whole batch at once: packs · changes · packs that have come too near
 * · queue. Returns the contacts of whom something was not written because others were faster: they are planned again.
 * What a contact and their runs are due for already is queued again, where work that comes again may have left it unwritten.
 */
export async function commit(world: RunsWorld, changes: Change[]): Promise<Set<string>> {
  if (changes.every(isNothing)) return new Set();
  const mails = changes.flatMap(mailsOf);
  const due = changes.flatMap(referencesOf);
  const [plan] = await Promise.all([
    prepareHandover(world, mails, due),
    enterMembers(world, changes),
  ]);
  const refused = await writeChanges(world, withPlan(changes, plan));
  const written = changes.filter(({ contact }) => !refused.has(contact));
  await Promise.all([
    finish(world, plan, changes, refused),
    leaveMembers(world, written),
    leaveSegments(world, written),
    countMembers(
      world,
      written.flatMap(({ profile }) => profile ?? []),
    ),
    performEffects(world, written),
    putAway(
      world,
      written.flatMap(({ ended }) => ended),
    ),
  ]);
  return refused;
}

const isNothing = ({ runs, profile, lost, due, ended }: Change) =>
  !profile && runs.length + lost.length + due.length + ended.length === 0;

/** Late packs, then the queue. What may have been lost is handed over whoever was faster. */
async function finish(
  world: RunsWorld,
  plan: HandoverPlan,
  changes: Change[],
  refused: ReadonlySet<string>,
): Promise<void> {
  const left = changes.map((one) =>
    refused.has(one.contact) ? { ...noChange(one.contact), lost: one.lost, due: one.due } : one,
  );
  const known = new Set(left.flatMap(mailsOf));
  await finishHandover(world, plan, (message) => known.has(message));
  await hint(world, left.flatMap(referencesOf));
}

/** The changes with the planned instants of those mails that do not leave at once. */
function withPlan(changes: Change[], { mails }: HandoverPlan): Change[] {
  if (mails.length === 0) return changes;
  const later = new Map(mails.map(({ message, at }) => [message, at]));
  const planned = (run: RunChange): RunChange => {
    const outbox = run.next.outbox.map((entry) => {
      const at = later.get(entry.messageId) ?? entry.bornAt;
      return at > entry.bornAt + QUEUE_HORIZON_MS ? { ...entry, plannedAt: at } : entry;
    });
    return { ...run, next: { ...run.next, outbox } };
  };
  return changes.map((change) => ({ ...change, runs: change.runs.map(planned) }));
}

/** Mails to hand over: those that the change decided, and those that may have been lost. */
const mailsOf = ({ runs, lost }: Change): string[] => [...runs.flatMap(newMails), ...lost];

/** Mails that a run decided: in the new outbox and not in the old. */
function newMails({ old, next }: RunChange): string[] {
  if (next.outbox.length === 0) return [];
  const before = new Set(old?.outbox.map(({ messageId }) => messageId));
  return next.outbox.map(({ messageId }) => messageId).filter((id) => !before.has(id));
}

/** What is due anew, and what may have been left unwritten. */
const referencesOf = ({ contact, runs, profile, due }: Change): WorkReference[] => [
  ...runs.flatMap(({ old, next }) => (next.dueAt === old?.dueAt ? [] : dueOf(contact, next))),
  ...(profile && profile.next.wakeAt !== profile.old.wakeAt
    ? wakeOf(contact, profile.next.wakeAt)
    : []),
  ...due,
];

/** What is due before its slot is swept goes straight to the queue: the wheel is the truth, this is speed. */
async function hint(world: RunsWorld, due: WorkReference[]): Promise<void> {
  const now = world.clock.now();
  const near = due.filter(({ at }) => at < slotStart(pickSlot(at, now)));
  if (near.length === 0) return;
  await world.queue.send("work", dueMessages(near, now));
}

const isEntering = ({ old, next }: RunChange) =>
  isActive(next) && (!old || !isActive(old) || old.run !== next.run);

const enterMembers = (world: RunsWorld, changes: Change[]): Promise<void> =>
  writeIndex(
    world,
    changes.flatMap(({ contact, runs, profile }) => [
      ...runs
        .filter(isEntering)
        .map(({ next }) => putMember(next.sequence, contact, next.entryKey, next.run)),
      ...(profile?.joined ?? []).map(([id, member]) => putSegmentMember(id, member)),
    ]),
  );

const leaveMembers = (world: RunsWorld, changes: Change[]): Promise<void> =>
  writeIndex(
    world,
    changes.flatMap(({ contact, runs }) =>
      runs
        .filter(({ next }) => !isActive(next))
        .map(({ next }) => deleteMember(next.sequence, contact, next.run)),
    ),
  );
