import type { Profile } from "#shared/audience/profiles/index.ts";
import { deleteListed, deleteStays, listShard, putListed } from "#shared/bulk/index.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/** A contact that is in a segment, and since when. */
export type Member = { contact: string; since: number };

/** Each stay has a row of its own: the late end of one can not take away the next. */
const listOf = (segment: string) => `seg#${segment}`;

/** Written before a profile says that its contact is in: no member is ever missed. */
export const putSegmentMember = (segment: string, { contact, since }: Member) =>
  putListed<Member>(listOf(segment), { contact, since }, since);

/** Written after a profile says that its contact has left. */
export const deleteSegmentMember = (segment: string, { contact, since }: Member) =>
  deleteListed(listOf(segment), contact, since);

/**
 * Whether a member's row is of the stay that its profile tells of: a writer that lost a race leaves
 * others behind.
 */
export const isMember = ({ segments }: Profile, segment: string, { since }: Member): boolean => {
  const membership = segments?.[segment];
  return membership?.in === true && membership.since === since;
};

/**
 * A page of the members of a segment; now and then of one that has just left: the profile has the
 * last word.
 */
export const listSegmentMembers = (
  world: { table: TableReader<"index"> },
  segment: string,
  shard: number,
  after?: string,
  limit?: number,
) => listShard<Member>(world, listOf(segment), shard, after, limit);

/**
 * Deletes every row that says that a contact is or was in a segment, also those of stays that were
 * never told of.
 */
export const deleteMemberships = (
  world: { table: Table<"index", "index"> },
  segment: string,
  contact: string,
): Promise<void> => deleteStays(world, listOf(segment), contact);
