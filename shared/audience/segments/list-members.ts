import { listContacts, type Profile, readProfiles } from "#shared/audience/profiles/index.ts";
import { pageOverShards, type ShardPosition } from "#shared/bulk/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { isMember, listSegmentMembers } from "./member-store.ts";

type Reads = { table: TableReader<"index" | "people"> };

/** A page of one shard of a segment's members, as their profiles confirm. */
export async function readShard(
  world: Reads,
  segment: string,
  shard: number,
  after?: string,
  limit?: number,
): Promise<{ items: Profile[]; cursor?: string }> {
  const { items, cursor } = await listSegmentMembers(world, segment, shard, after, limit);
  const members = items.map(({ data }) => data);
  const found = await readProfiles(world, [...new Set(members.map(({ contact }) => contact))]);
  const profiles = new Map(found.map((profile) => [profile.id, profile]));
  return {
    items: members.flatMap((member) => {
      const profile = profiles.get(member.contact);
      return profile && isMember(profile, segment, member) ? [profile] : [];
    }),
    ...(cursor !== undefined && { cursor }),
  };
}

/** A page of a segment's members, over all shards. */
export const readMembers = (
  world: Reads,
  segment: string,
  page: { limit: number; place?: ShardPosition | undefined },
): Promise<{ items: Profile[]; next?: ShardPosition }> =>
  pageOverShards(page, (shard, after, room) => readShard(world, segment, shard, after, room));

/** A page of one shard of a segment's contact ids, or of all contacts'. */
export async function readContactIds(
  world: Reads,
  segment: string | undefined,
  shard: number,
  after?: string,
): Promise<{ ids: string[]; next?: string | undefined }> {
  if (segment === undefined) {
    const { items, cursor } = await listContacts(world, shard, after);
    return { ids: items.map(({ data: { contact } }) => contact), next: cursor };
  }
  const { items, cursor } = await readShard(world, segment, shard, after);
  return { ids: items.map(({ id }) => id), next: cursor };
}
