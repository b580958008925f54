import { type Profile, readProfiles } from "#shared/people/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { listSegmentMembers, segmentShards } from "./member-store.ts";

/** A place in the list of a segment's people. */
export type MembersPlace = { shard: number; after?: string };

/** A page of the people who are in a segment, as their profiles say; a page may be short, and only the last has no next. */
export async function readMembers(
  world: { table: TableReader<"index" | "people"> },
  segment: string,
  { limit, place = { shard: 0 } }: { limit: number; place?: MembersPlace | undefined },
): Promise<{ people: Profile[]; next?: MembersPlace }> {
  const people: Profile[] = [];
  let after = place.after;
  for (const shard of segmentShards().slice(place.shard)) {
    const room = limit - people.length;
    const page = await listSegmentMembers(world, segment, shard, after, room);
    const found = await readProfiles(
      world,
      page.items.map(({ data }) => data.contact),
    );
    people.push(...found.filter((one) => one.segments?.[segment]?.in));
    if (page.cursor !== undefined) return { people, next: { shard, after: page.cursor } };
    if (people.length === limit) return { people, next: { shard: shard + 1 } };
    after = undefined;
  }
  return { people };
}
