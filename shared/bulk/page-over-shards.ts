import { LIST_SHARDS } from "./list-store.ts";

/** A position in a sharded list. */
export type ShardPosition = { shard: number; after?: string | undefined };

/**
 * A page of a sharded list, shard by shard. Items that `read` omits make the page shorter; only the
 * last page has no next.
 */
export async function pageOverShards<T>(
  { limit, place = { shard: 0 } }: { limit: number; place?: ShardPosition | undefined },
  read: (
    shard: number,
    after: string | undefined,
    room: number,
  ) => Promise<{ items: T[]; cursor?: string | undefined }>,
): Promise<{ items: T[]; next?: ShardPosition }> {
  const items: T[] = [];
  let { after } = place;
  for (let { shard } = place; shard < LIST_SHARDS; shard++) {
    const page = await read(shard, after, limit - items.length);
    items.push(...page.items);
    if (page.cursor !== undefined) return { items, next: { shard, after: page.cursor } };
    after = undefined;
    const isLast = shard + 1 === LIST_SHARDS;
    if (items.length === limit && !isLast) return { items, next: { shard: shard + 1 } };
  }
  return { items };
}
