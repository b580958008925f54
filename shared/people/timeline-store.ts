import { newestFirst, oldestFirst } from "#shared/kernel/ids.ts";
import type { Range, TableReader } from "#shared/ports/table.ts";
import { readEndedRuns } from "./ended-run-store.ts";
import type { Enrollment } from "./enrollment.ts";
import type { Message } from "./message.ts";
import { personPk } from "./person-store.ts";
import type { ConsentRecord } from "./suppression-store.ts";

type Reads = { table: TableReader<"people"> };

/** After every id that may follow an instant. */
const LAST = "\u{10ffff}";

/** Rows of a person up to the first page end at which `isEnough` says so. */
async function readRows<D>(
  { table }: Reads,
  contact: string,
  range: Range,
  reverse: boolean,
  isEnough: (rows: D[]) => boolean,
): Promise<D[]> {
  const rows: D[] = [];
  let after: string | undefined;
  do {
    const page = await table.query<D>("people", personPk(contact), range, { reverse, after });
    rows.push(...page.items.map((item) => item.data));
    after = page.cursor;
  } while (after !== undefined && !isEnough(rows));
  return rows;
}

type Enough<D> = (rows: D[]) => boolean;

/** Changes of consent at or before an instant, newest first. */
export const readConsent = (
  world: Reads,
  contact: string,
  at: number,
  isEnough: Enough<ConsentRecord>,
) =>
  readRows<ConsentRecord>(
    world,
    contact,
    { from: "f#", to: `f#${oldestFirst(at)}#${LAST}` },
    true,
    isEnough,
  );

/** Messages decided at or before an instant, newest first, at least `count` of them if there are. */
export const readMessages = (world: Reads, contact: string, at: number, count: number) =>
  readRows<Message>(
    world,
    contact,
    { from: `c#${newestFirst(at)}`, to: `c#${LAST}` },
    false,
    (rows) => rows.length >= count,
  );

/** All runs, also those that are over and were moved. */
export async function readEnrollments(world: Reads, contact: string): Promise<Enrollment[]> {
  const runs = await readRows<Enrollment>(world, contact, { prefix: "b#" }, false, () => false);
  return [...runs, ...(await readEndedRuns(world, contact, runs.length))];
}
