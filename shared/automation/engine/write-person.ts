import { putConsent } from "#shared/audience/consent/index.ts";
import { putProfile } from "#shared/audience/profiles/index.ts";
import { deleteSegmentMember } from "#shared/audience/segments/index.ts";
import { putEnrollment } from "#shared/automation/enrollments/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import type { Write } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";
import type { PersonChange } from "./change-person.ts";
import type { Decided } from "./decide.ts";
import type { RunsWorld } from "./runs-world.ts";

/** A person and what their runs decided, all or nothing; false when somebody else was faster. */
export async function writePerson(
  { table }: RunsWorld,
  { contact, next, expect, consent }: PersonChange,
  changes: Decided[],
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
      ...changes.map((one) => putEnrollment(contact, one.next, one.expect)),
    ]);
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** Which rows were written; a row that somebody else wrote is not. @throws what else went wrong */
export async function writeAll(
  { table }: RunsWorld,
  writes: Write<"people">[],
): Promise<boolean[]> {
  const results = await writeMany(table, writes);
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  return results.map((result) => result === undefined);
}

/** Takes away the rows of the stays that are over. */
export const leaveSegments = (world: RunsWorld, people: PersonChange[]): Promise<void> =>
  writeIndex(
    world,
    people.flatMap(({ parted }) => parted.map(([id, member]) => deleteSegmentMember(id, member))),
  );

/** Writes rows that no decision hangs on. @throws the first failure, when all were tried */
export async function writeIndex({ table }: RunsWorld, writes: Write<"index">[]): Promise<void> {
  if (writes.length === 0) return;
  const failure = (await writeMany(table, writes)).find((error) => error);
  if (failure) throw failure;
}
