import { WORKSPACE } from "#shared/kernel/ids.ts";
import { shardOf, shardsOf } from "#shared/kernel/shards.ts";
import type { Profile } from "#shared/people/index.ts";
import { deleteRange } from "#shared/ports/delete-range.ts";
import type { Delete, Key, Put, Table, TableReader } from "#shared/ports/table.ts";

/** Partitions over which the people in a segment are spread. */
const SHARDS = 16;

/** The shards of a segment. */
export const segmentShards = () => shardsOf(SHARDS);

const pkOf = (segment: string, shard: number) => `${WORKSPACE}#seg#${segment}#${shard}`;

/** Each stay has a row of its own: the late end of one can not take away the next. */
const memberKey = (segment: string, contact: string, since: number): Key<"index"> => ({
  table: "index",
  pk: pkOf(segment, shardOf(contact, SHARDS)),
  sk: `${contact}#${since}`,
});

/** Somebody who is in a segment, and since when. */
export type Member = { contact: string; since: number };

/** Written before a profile says that its person is in: who is in is never missed. */
export const putSegmentMember = (segment: string, { contact, since }: Member): Put<"index"> => ({
  put: memberKey(segment, contact, since),
  v: 1,
  data: { contact, since } satisfies Member,
  expect: "any",
});

/** Written after a profile says that its person has left. */
export const deleteSegmentMember = (
  segment: string,
  { contact, since }: Member,
): Delete<"index"> => ({
  delete: memberKey(segment, contact, since),
  expect: "any",
});

/** Whether a member's row is of the stay that their profile tells of: others are left behind by who lost a race. */
export const isMember = ({ segments }: Profile, segment: string, { since }: Member): boolean => {
  const membership = segments?.[segment];
  return membership?.in === true && membership.since === since;
};

/** A page of the people in a segment; now and then of one who has just left: the profile has the last word. */
export const listSegmentMembers = (
  { table }: { table: TableReader<"index"> },
  segment: string,
  shard: number,
  after?: string,
  limit = 200,
) => table.query<Member>("index", pkOf(segment, shard), {}, { limit, after, consistent: true });

/**
 * Deletes every row that says that a contact is or was in a segment, also those of stays that were
 * never told of.
 */
export const deleteMemberships = (
  world: { table: Table<"index", "index"> },
  segment: string,
  contact: string,
): Promise<void> =>
  deleteRange(world.table, "index", pkOf(segment, shardOf(contact, SHARDS)), {
    prefix: `${contact}#`,
  });
