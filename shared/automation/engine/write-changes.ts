import { putConsent } from "#shared/audience/consent/index.ts";
import { putProfile } from "#shared/audience/profiles/index.ts";
import { deleteSegmentMember } from "#shared/audience/segments/index.ts";
import { putEnrollment } from "#shared/automation/enrollments/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { putMessage } from "#shared/messaging/messages/index.ts";
import type { Write } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import type { ContactChange, ProfileChange } from "./change.ts";
import type { CommitWorld } from "./runs-world.ts";

/**
 * Writes changes; returns the contacts with a write conflict. The mark on a mail in doubt comes
 * first: a late claimant must find it. A changed profile and its runs are one write.
 */
export async function writeChanges(
  world: CommitWorld,
  changes: ContactChange[],
): Promise<Set<string>> {
  const marks = changes.flatMap(({ contact, runs }) =>
    runs.flatMap(({ passed }) => (passed ? [{ contact, ...passed }] : [])),
  );
  const marked = await writeAll(
    world,
    marks.map(({ message, expect }) =>
      putMessage({ ...message, passed: true } as typeof message, expect),
    ),
  );
  const refused = new Set(marks.filter((_, i) => !marked[i]).map(({ contact }) => contact));
  const open = changes.filter(({ contact }) => !refused.has(contact));
  const alone = open
    .filter(({ profile }) => !profile)
    .flatMap(({ contact, runs }) => runs.map((run) => ({ contact, ...run })));
  const [written] = await Promise.all([
    writeAll(
      world,
      alone.map(({ contact, next, expect }) => putEnrollment(contact, next, expect)),
    ),
    ...open.map(async (one) => {
      if (one.profile && !(await writeTogether(world, one, one.profile))) refused.add(one.contact);
    }),
  ]);
  alone.forEach(({ contact }, i) => {
    if (!written[i]) refused.add(contact);
  });
  return refused;
}

/** Writes a profile and its runs, all or nothing; false on a conflict. */
async function writeTogether(
  { table }: CommitWorld,
  { contact, runs }: ContactChange,
  { next, expect, consent }: ProfileChange,
): Promise<boolean> {
  const record = consent && {
    at: next.updatedAt,
    action: consent.subscribed ? ("subscribed" as const) : ("unsubscribed" as const),
    actor: "sequence" as const,
    reason: consent.by,
  };
  try {
    await table.write([
      putProfile(next, expect),
      ...(record ? [putConsent(contact, record)] : []),
      ...runs.map((one) => putEnrollment(contact, one.next, one.expect)),
    ]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/**
 * Which rows were written, without those with a conflict.
 * @throws any other failure
 */
async function writeAll({ table }: CommitWorld, writes: Write<"people">[]): Promise<boolean[]> {
  const results = await writeMany(table, writes);
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  return results.map((result) => result === undefined);
}

/** Deletes the rows of memberships that ended. */
export const deleteSegmentMembers = (world: CommitWorld, changes: ContactChange[]): Promise<void> =>
  writeIndex(
    world,
    changes.flatMap(({ profile }) =>
      (profile?.parted ?? []).map(([id, member]) => deleteSegmentMember(id, member)),
    ),
  );

/**
 * Writes index rows, which no decision reads.
 * @throws the first failure, after all were tried
 */
export async function writeIndex({ table }: CommitWorld, writes: Write<"index">[]): Promise<void> {
  if (writes.length === 0) return;
  const failure = (await writeMany(table, writes)).find((error) => error);
  if (failure) throw failure;
}
