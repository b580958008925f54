import { createHash } from "node:crypto";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Delete, Key, Put, TableReader } from "#shared/ports/table.ts";

/** Partitions over which the people in a segment are spread. */
const SHARDS = 16;

export const segmentShards = () => Array.from({ length: SHARDS }, (_, shard) => shard);

const pkOf = (segment: string, shard: number) => `${WORKSPACE}#seg#${segment}#${shard}`;
const shardOf = (contact: string) => createHash("sha256").update(contact).digest()[0]! % SHARDS;

const memberKey = (segment: string, contact: string): Key<"index"> => ({
  table: "index",
  pk: pkOf(segment, shardOf(contact)),
  sk: contact,
});

/** Written before a profile says that its person is in: who is in is never missed. */
export const putSegmentMember = (segment: string, contact: string): Put<"index"> => ({
  put: memberKey(segment, contact),
  v: 1,
  data: { contact },
  expect: "any",
});

/** Written after a profile says that its person has left. */
export const deleteSegmentMember = (segment: string, contact: string): Delete<"index"> => ({
  delete: memberKey(segment, contact),
  expect: "any",
});

/** A page of the people in a segment; now and then of one who has just left: the profile has the last word. */
export const listSegmentMembers = (
  { table }: { table: TableReader<"index"> },
  segment: string,
  shard: number,
  after?: string,
  limit = 200,
) =>
  table.query<{ contact: string }>(
    "index",
    pkOf(segment, shard),
    {},
    { limit, after, consistent: true },
  );
