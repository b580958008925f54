import { chunksOf } from "#shared/kernel/chunks.ts";
import type { Item, Key, ReadOptions, TableName, TableReader } from "./table.ts";
import { TABLE_LIMITS } from "./table-limits.ts";

/** `getMany` for any number of keys, consistent by default. */
export async function getRows<T extends TableName, D>(
  table: TableReader<T>,
  keys: Key<T>[],
  options: ReadOptions = { consistent: true },
): Promise<(Item<D> | undefined)[]> {
  const calls = chunksOf(keys, TABLE_LIMITS.getMany).map((some) => table.getMany<D>(some, options));
  return (await Promise.all(calls)).flat();
}

/** The existing rows of these keys, in order, read consistently. */
export const readRows = async <T extends TableName, D>(
  table: TableReader<T>,
  keys: Key<T>[],
): Promise<Item<D>[]> => (await getRows<T, D>(table, keys)).filter((item) => item !== undefined);
