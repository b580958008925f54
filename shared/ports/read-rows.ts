import type { Item, Key, TableName, TableReader } from "./table.ts";

/** As many keys as one call may name. */
const MAX_KEYS = 100;

/** The rows of these keys that are there, in that order, each as it is now. */
export async function readRows<T extends TableName, D>(
  table: TableReader<T>,
  keys: Key<T>[],
): Promise<Item<D>[]> {
  const found: (Item<D> | undefined)[] = [];
  for (let i = 0; i < keys.length; i += MAX_KEYS) {
    found.push(...(await table.getMany<D>(keys.slice(i, i + MAX_KEYS), { consistent: true })));
  }
  return found.filter((item) => item !== undefined);
}
