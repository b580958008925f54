import { eachPage } from "#shared/kernel/each-page.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import { deleteRange } from "#shared/ports/delete-range.ts";
import type { Delete, Key, Put, Range, Table, TableReader } from "#shared/ports/table.ts";

/** Partitions of a list. All rows of a contact are in one, the same in every list. */
export const LIST_SHARDS = 16;

type Reads = { table: TableReader<"index"> };
/** A row of a list of contacts. */
export type Listed = { contact: string };

const pkOf = (list: string, shard: number) => `${WORKSPACE}#${list}#${shard}`;
const pkFor = (list: string, contact: string) => pkOf(list, shardOf(contact, LIST_SHARDS));

/**
 * The row of a contact in a list, or of one `stay` where it may be listed several times. A list
 * under a name of the contact, such as its address, takes that name for `contact`.
 */
export const listKey = (list: string, contact: string, stay?: string | number): Key<"index"> => ({
  table: "index",
  pk: pkFor(list, contact),
  sk: stay === undefined ? contact : `${contact}#${stay}`,
});

export const putListed = <Row extends Listed>(
  list: string,
  row: Row,
  stay: string | number,
): Put<"index"> => ({
  put: listKey(list, row.contact, stay),
  v: 1,
  data: row,
  expect: "any",
});

export const deleteListed = (
  list: string,
  contact: string,
  stay?: string | number,
): Delete<"index"> => ({ delete: listKey(list, contact, stay), expect: "any" });

/** Deletes the rows of all stays of a contact. */
export const deleteStays = (
  { table }: { table: Table<"index", "index"> },
  list: string,
  contact: string,
): Promise<void> => deleteRange(table, "index", pkFor(list, contact), { prefix: `${contact}#` });

/** A page of one shard of a list, in the order of the contacts' ids, or of names. */
export const listShard = <Row extends Listed>(
  { table }: Reads,
  list: string,
  shard: number,
  after?: string,
  limit = 200,
  { prefix, reverse = false }: { prefix?: string; reverse?: boolean } = {},
) => {
  const range: Range = prefix === undefined ? {} : { prefix };
  return table.query<Row>("index", pkOf(list, shard), range, {
    limit,
    after,
    reverse,
    consistent: true,
  });
};

const COUNTED_AT_ONCE = 1_000;
const MAX_COUNTED = 10_000;

/**
 * Estimates a list's length from its first shard; undefined when that has more than 10,000 rows.
 */
export async function estimateLength(world: Reads, list: string): Promise<number | undefined> {
  let counted = 0;
  const read = (after?: string) => listShard(world, list, 0, after, COUNTED_AT_ONCE);
  for await (const rows of eachPage(read)) {
    counted += rows.length;
    if (counted > MAX_COUNTED) return undefined;
  }
  return counted * LIST_SHARDS;
}
