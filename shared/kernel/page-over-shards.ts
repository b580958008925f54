/** A place in a list that is spread over shards. */
export type ShardPlace = { shard: number; after?: string | undefined };

/**
 * A page of a list that is spread over `shards` partitions, one after the other. What `read` leaves out makes the page
 * short; only the last page has no next.
 */
export async function pageOverShards<T>(
  shards: number,
  { limit, place = { shard: 0 } }: { limit: number; place?: ShardPlace | undefined },
  read: (
    shard: number,
    after: string | undefined,
    room: number,
  ) => Promise<{ items: T[]; cursor?: string | undefined }>,
): Promise<{ items: T[]; next?: ShardPlace }> {
  const items: T[] = [];
  let { after } = place;
  for (let { shard } = place; shard < shards; shard++) {
    const page = await read(shard, after, limit - items.length);
    items.push(...page.items);
    if (page.cursor !== undefined) return { items, next: { shard, after: page.cursor } };
    after = undefined;
    if (items.length === limit && shard + 1 < shards) return { items, next: { shard: shard + 1 } };
  }
  return { items };
}
