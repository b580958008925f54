import { createHash } from "node:crypto";

/** The numbers of so many shards. */
export const shardsOf = (count: number): number[] =>
  Array.from({ length: count }, (_, shard) => shard);

/** The shard that a name falls to for ever, by its hash; there are at most 256. */
export const shardOf = (name: string, count: number): number =>
  createHash("sha256").update(name).digest()[0]! % count;
