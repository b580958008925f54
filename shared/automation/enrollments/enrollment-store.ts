import { contactIn, contactKey, readContactRows } from "#shared/audience/partition/index.ts";
import { readRows } from "#shared/ports/read-rows.ts";
import type { Delete, Put, TableReader } from "#shared/ports/table.ts";
import type { Enrollment } from "./enrollment.ts";

type Reads = { table: TableReader<"people"> };

const enrollmentKey = (contact: string, sequence: string, entryKey: string) =>
  contactKey(contact, `b#${sequence}#${entryKey}`);

/** The enrollments of contacts in a sequence that exist. */
export async function readEnrollments(
  world: Reads,
  sequence: string,
  members: { contact: string; entryKey: string }[],
): Promise<{ contact: string; enrollment: Enrollment }[]> {
  const keys = members.map(({ contact, entryKey }) => enrollmentKey(contact, sequence, entryKey));
  const rows = await readRows<"people", Enrollment>(world.table, keys);
  return rows.map(({ pk, data }) => ({ contact: contactIn(pk), enrollment: data }));
}

/** All runs of a contact that were not moved, consistently read. */
export async function readRuns(world: Reads, contact: string): Promise<Enrollment[]> {
  const options = { consistent: true };
  const rows = await readContactRows<Enrollment>(world, contact, { prefix: "b#" }, options);
  return rows.map(({ data }) => data);
}

export const putEnrollment = (
  contact: string,
  enrollment: Enrollment,
  expect: Put["expect"],
): Put<"people"> => ({
  put: enrollmentKey(contact, enrollment.sequence, enrollment.entryKey),
  // Version 1 stored trail decisions as objects; both are read.
  v: 2,
  data: enrollment,
  expect,
});

/** Deletes a run at the version that was read. */
export const deleteEnrollment = (
  contact: string,
  { sequence, entryKey }: Pick<Enrollment, "sequence" | "entryKey">,
  expect: number,
): Delete<"people"> => ({ delete: enrollmentKey(contact, sequence, entryKey), expect });
