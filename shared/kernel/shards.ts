import { hash } from "node:crypto";

export const shardsOf = (count: number): number[] =>
  Array.from({ length: count }, (_, shard) => shard);

/** The stable shard of a name, by its hash; at most 256 shards. */
export const shardOf = (name: string, count: number): number =>
  hash("sha256", name, "buffer")[0]! % count;
