import type { ConsentRecord } from "#shared/audience/consent/index.ts";
import { LAST, readContactRows } from "#shared/audience/partition/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { readEndedRuns } from "#shared/automation/enrollments/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import type { TableReader } from "#shared/ports/table.ts";

type Reads = { table: TableReader<"people"> };

/** Consent changes at or before an instant, newest first, until a page has enough. */
export async function readConsent(
  world: Reads,
  contact: string,
  at: number,
  isEnough: (rows: ConsentRecord[]) => boolean,
): Promise<ConsentRecord[]> {
  const range = { from: "f#", to: `f#${oldestFirst(at)}#${LAST}` };
  const rows = await readContactRows<ConsentRecord>(world, contact, range, {
    reverse: true,
    enough: (found) => isEnough(found.map(({ data }) => data)),
  });
  return rows.map(({ data }) => data);
}

/** All runs, including moved ones. */
export async function readEnrollments(world: Reads, contact: string): Promise<Enrollment[]> {
  const rows = await readContactRows<Enrollment>(world, contact, { prefix: "b#" });
  const runs = rows.map(({ data }) => data);
  const ended = await readEndedRuns(world, contact, runs.length);
  return [...runs, ...ended.map(({ data }) => data)];
}
