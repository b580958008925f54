import { newestFirst, WORKSPACE } from "#shared/kernel/ids.ts";
import { mergePages } from "#shared/kernel/merge-pages.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import type { Delete, Key, Put, TableReader, Write } from "#shared/ports/table.ts";

/** A suppressed address, by the name of its row: no address. */
export type ListedSuppression = { name: string; reason: string; at: number };

/** Mailbox providers unsubscribe whole mailings at once, and a partition takes 1,000 writes. */
const SHARDS = 4;
const pkOf = (shard: number) => `${WORKSPACE}#suppressions#${shard}`;

const key = ({ name, at }: ListedSuppression): Key<"index"> => ({
  table: "index",
  pk: pkOf(shardOf(name, SHARDS)),
  sk: `${newestFirst(at)}#${name}`,
});

/** The writes that list `after` in place of `before`, for the transaction that changes them. */
export function listedWrites(
  before: ListedSuppression[],
  after: ListedSuppression[],
): Write<"index">[] {
  const puts = after.map((data): Put<"index"> => ({ put: key(data), v: 1, data, expect: "any" }));
  const kept = new Set(puts.map(({ put }) => put.sk));
  const deletes = before
    .map((one): Delete<"index"> => ({ delete: key(one), expect: "any" }))
    .filter((one) => !kept.has(one.delete.sk));
  return [...puts, ...deletes];
}

/** A page of the list after a place, newest first. */
export async function listSuppressed(
  { table }: { table: TableReader<"index"> },
  page: { limit: number; after?: string },
): Promise<{ items: (ListedSuppression & { place: string })[]; next?: string }> {
  const { items, next } = await mergePages(SHARDS, page, (shard, after, limit) =>
    table.query<ListedSuppression>("index", pkOf(shard), {}, { limit, after }),
  );
  const listed = items.map(({ sk, data }) => ({ ...data, place: sk }));
  return { items: listed, ...(next !== undefined && { next }) };
}
