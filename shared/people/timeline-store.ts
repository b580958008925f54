import { oldestFirst } from "#shared/kernel/ids.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { readEndedRuns } from "./ended-run-store.ts";
import type { Enrollment } from "./enrollment.ts";
import { LAST, readContactRows } from "./partition-store.ts";
import type { ConsentRecord } from "./suppression-store.ts";

type Reads = { table: TableReader<"people"> };

/** Changes of consent at or before an instant, newest first, up to the page at which they are enough. */
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

/** All runs, also those that are over and were moved. */
export async function readEnrollments(world: Reads, contact: string): Promise<Enrollment[]> {
  const rows = await readContactRows<Enrollment>(world, contact, { prefix: "b#" });
  const runs = rows.map(({ data }) => data);
  return [...runs, ...(await readEndedRuns(world, contact, runs.length))];
}
