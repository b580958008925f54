import { defineBulk } from "#shared/bulk/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Table } from "#shared/ports/table.ts";
import { ADDRESS_SHARDS, listAddressRows, renameAddressRow } from "./address-row-store.ts";
import type { LookupWorld } from "./lookup.ts";

type World = LookupWorld & { table: Table<"index", "index"> };

/** Rows of a page at once: each takes three calls. */
const AT_ONCE = 10;

/**
 * Renames all address rows to their name under the newest `lookup` key: afterwards an older key
 * reveals nothing about them.
 */
export const rehashJob = defineBulk<World, { key: string }>({
  kind: "rehash",
  shards: ADDRESS_SHARDS,
  page: async (world, { shard, after }) => {
    const { items, cursor } = await listAddressRows(world, shard, after);
    await mapConcurrently(items, AT_ONCE, (row) => renameAddressRow(world, row));
    return { seen: items.length, next: cursor };
  },
});
