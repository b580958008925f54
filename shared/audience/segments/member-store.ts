import type { Profile } from "#shared/audience/profiles/index.ts";
import { deleteListed, deleteStays, listShard, putListed } from "#shared/bulk/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/** A membership of a contact in a segment. */
export type SegmentMember = { contact: string; since: number };

/** Each stay has its own row, so that a late delete of one cannot remove the next. */
const listOf = (segment: string) => `seg#${segment}`;

/** Written before the profile says that the contact is in: no member is missed. */
export const putSegmentMember = (segment: string, { contact, since }: SegmentMember) =>
  putListed<SegmentMember>(listOf(segment), { contact, since }, since);

/** Written after the profile says that the contact has left. */
export const deleteSegmentMember = (segment: string, { contact, since }: SegmentMember) =>
  deleteListed(listOf(segment), contact, since);

/**
 * Whether a member row is of the current stay in the profile: a writer that lost a race leaves
 * others.
 */
export const isMember = (
  { segments }: Profile,
  segment: string,
  { since }: SegmentMember,
): boolean => {
  const membership = ownValue(segments ?? {}, segment);
  return membership?.in === true && membership.since === since;
};

/** A page of member rows of a shard; may include contacts that have just left: check `isMember`. */
export const listSegmentMembers = (
  world: { table: TableReader<"index"> },
  segment: string,
  shard: number,
  after?: string,
  limit?: number,
) => listShard<SegmentMember>(world, listOf(segment), shard, after, limit);

/** Deletes all member rows of a contact in a segment, also of stays that never became current. */
export const deleteMemberships = (
  world: { table: Table<"index", "index"> },
  segment: string,
  contact: string,
): Promise<void> => deleteStays(world, listOf(segment), contact);
