import { pageOverShards, type ShardPlace } from "#shared/kernel/page-over-shards.ts";
import { type Profile, readProfiles } from "#shared/people/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { listSegmentMembers, segmentShards } from "./member-store.ts";

/** A page of the people who are in a segment, as their profiles say. */
export const readMembers = (
  world: { table: TableReader<"index" | "people"> },
  segment: string,
  page: { limit: number; place?: ShardPlace | undefined },
): Promise<{ items: Profile[]; next?: ShardPlace }> =>
  pageOverShards(segmentShards().length, page, async (shard, after, room) => {
    const { items, cursor } = await listSegmentMembers(world, segment, shard, after, room);
    const contacts = items.map(({ data }) => data.contact);
    const profiles = await readProfiles(world, contacts);
    return { items: profiles.filter((one) => one.segments?.[segment]?.in), cursor };
  });
