import { putConsent } from "#shared/audience/consent/index.ts";
import { putProfile } from "#shared/audience/profiles/index.ts";
import { putEnrollment } from "#shared/automation/enrollments/index.ts";
import type { ContactChange, ProfileChange, RunChange } from "#shared/automation/planning/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Write } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import type { CommitWorld } from "./runs-world.ts";

/**
 * Writes changes; returns the contacts with a write conflict. A changed profile and its runs are
 * one write.
 */
export async function writeChanges(
  world: CommitWorld,
  changes: ContactChange[],
): Promise<Set<string>> {
  const refused = new Set<string>();
  const alone = changes
    .filter(({ profile }) => !profile)
    .flatMap(({ contact, runs }) => runs.map((run) => ({ contact, ...run })));
  const [written] = await Promise.all([
    writeAll(
      world,
      alone.map(({ contact, next, expect }) => putEnrollment(contact, next, expect)),
    ),
    ...changes.map(async (one) => {
      if (one.profile && !(await writeTogether(world, one, one.profile))) refused.add(one.contact);
    }),
  ]);
  alone.forEach(({ contact }, i) => {
    if (!written[i]) refused.add(contact);
  });
  return refused;
}

/** Beside the profile and its consent. */
const MAX_RUNS = TABLE_LIMITS.write - 2;

/**
 * Writes a profile and its runs, all or nothing; false on a conflict. Of more runs than that, some
 * that end come first: after a crash between, the rest is planned again.
 */
async function writeTogether(
  world: CommitWorld,
  { contact, runs: all }: ContactChange,
  { next, expect, consent }: ProfileChange,
): Promise<boolean> {
  const surplus = Math.max(0, all.length - MAX_RUNS);
  const first = all.filter(({ next: run }) => !isActive(run)).slice(0, surplus);
  const put = (run: RunChange) => putEnrollment(contact, run.next, run.expect);
  if ((await writeAll(world, first.map(put))).includes(false)) return false;
  const record = consent && {
    at: next.updatedAt,
    action: consent.subscribed ? ("subscribed" as const) : ("unsubscribed" as const),
    actor: "sequence" as const,
    reason: consent.by,
  };
  try {
    await world.table.write([
      putProfile(next, expect),
      ...(record ? [putConsent(contact, record)] : []),
      ...all.filter((run) => !first.includes(run)).map(put),
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

/**
 * Writes index rows, which no decision reads.
 * @throws the first failure, after all were tried
 */
export async function writeIndex({ table }: CommitWorld, writes: Write<"index">[]): Promise<void> {
  if (writes.length === 0) return;
  const failure = (await writeMany(table, writes)).find((error) => error);
  if (failure) throw failure;
}
