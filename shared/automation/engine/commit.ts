import {
  countMembers,
  deleteSegmentMember,
  putSegmentMember,
} from "#shared/audience/segments/index.ts";
import {
  type ContactChange,
  dueOf,
  noChange,
  type RunChange,
  wakeOf,
} from "#shared/automation/planning/index.ts";
import { deleteMember, putMember } from "#shared/automation/versions/index.ts";
import {
  finishHandover,
  type HandoverPlan,
  prepareHandover,
  QUEUE_HORIZON_MS,
} from "#shared/messaging/handover/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { WorkReference } from "#shared/queue/index.ts";
import { enqueueNear } from "#shared/scheduler/index.ts";
import { moveEndedRuns } from "./move-ended-runs.ts";
import { performEffects } from "./perform-effects.ts";
import type { CommitWorld } from "./runs-world.ts";
import { writeChanges, writeIndex } from "./write-changes.ts";

/**
 * Commits a batch (docs/design.md, Delivery protocol, 3): packs, then changes, then packs that have
 * become late, then the queue. Returns the contacts with a write conflict, to be planned again.
 * Queues existing due references again where redelivered work may have lost them.
 */
export async function commit(world: CommitWorld, changes: ContactChange[]): Promise<Set<string>> {
  if (changes.every(isNothing)) return new Set();
  const mails = changes.flatMap(mailsOf);
  const due = changes.flatMap(referencesOf);
  const [plan] = await Promise.all([
    prepareHandover(world, mails, due),
    putMembers(world, changes),
  ]);
  const refused = await writeChanges(world, withPlan(changes, plan));
  const written = changes.filter(({ contact }) => !refused.has(contact));
  await Promise.all([
    finish(world, plan, changes, refused),
    deleteMembers(world, written),
    countMembers(
      world,
      written.flatMap(({ profile }) => profile ?? []),
    ),
    performEffects(world, written),
    moveEndedRuns(
      world,
      written.flatMap(({ ended }) => ended),
    ),
  ]);
  return refused;
}

const isNothing = ({ runs, profile, lost, due, ended }: ContactChange) =>
  !profile && runs.length + lost.length + due.length + ended.length === 0;

/** Late packs, then the queue. What may have been lost is handed over despite a conflict. */
async function finish(
  world: CommitWorld,
  plan: HandoverPlan,
  changes: ContactChange[],
  refused: ReadonlySet<string>,
): Promise<void> {
  const remaining = changes.map((one) =>
    refused.has(one.contact) ? { ...noChange(one.contact), lost: one.lost, due: one.due } : one,
  );
  const known = new Set(remaining.flatMap(mailsOf));
  await finishHandover(world, plan, (message) => known.has(message));
  await enqueueNear(world, remaining.flatMap(referencesOf));
}

/** The changes, with the planned instants of mails that leave later. */
function withPlan(changes: ContactChange[], { mails }: HandoverPlan): ContactChange[] {
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

/** Mails to hand over: newly decided, or possibly lost. */
const mailsOf = ({ runs, lost }: ContactChange): string[] => [...runs.flatMap(newMails), ...lost];

/** Newly decided mails: in the new outbox and not in the old. */
function newMails({ old, next }: RunChange): string[] {
  if (next.outbox.length === 0) return [];
  const before = new Set(old?.outbox.map(({ messageId }) => messageId));
  return next.outbox.map(({ messageId }) => messageId).filter((id) => !before.has(id));
}

/** New due references, and those possibly lost. */
const referencesOf = ({ contact, runs, profile, due }: ContactChange): WorkReference[] => [
  ...runs.flatMap(({ old, next }) => (next.dueAt === old?.dueAt ? [] : dueOf(contact, next))),
  ...(profile && profile.next.wakeAt !== profile.old.wakeAt
    ? wakeOf(contact, profile.next.wakeAt)
    : []),
  ...due,
];

const isStarting = ({ old, next }: RunChange) =>
  isActive(next) && (!old || !isActive(old) || old.run !== next.run);

const putMembers = (world: CommitWorld, changes: ContactChange[]): Promise<void> =>
  writeIndex(
    world,
    changes.flatMap(({ contact, runs, profile }) => [
      ...runs
        .filter(isStarting)
        .map(({ next }) => putMember(next.sequence, contact, next.entryKey, next.run)),
      ...(profile?.joined ?? []).map(([id, member]) => putSegmentMember(id, member)),
    ]),
  );

const deleteMembers = (world: CommitWorld, changes: ContactChange[]): Promise<void> =>
  writeIndex(
    world,
    changes.flatMap(({ contact, runs, profile }) => [
      ...runs
        .filter(({ next }) => !isActive(next))
        .map(({ next }) => deleteMember(next.sequence, contact, next.run)),
      ...(profile?.parted ?? []).map(([id, member]) => deleteSegmentMember(id, member)),
    ]),
  );
