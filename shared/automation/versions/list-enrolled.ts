import { type Profile, readProfiles } from "#shared/audience/profiles/index.ts";
import { type Enrollment, readEnrollments } from "#shared/automation/enrollments/index.ts";
import { pageOverShards, type ShardPosition } from "#shared/bulk/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { listMembers } from "./member-store.ts";

/** An active run and its contact. */
export type Enrolled = { profile: Profile; enrollment: Enrollment };

/** A page of the active runs of a sequence, with their contacts. */
export const readEnrolled = (
  world: { table: TableReader<"index" | "people"> },
  sequence: string,
  page: { limit: number; place?: ShardPosition | undefined },
): Promise<{ items: Enrolled[]; next?: ShardPosition }> =>
  pageOverShards(page, async (shard, after, room) => {
    const { items, cursor } = await listMembers(world, sequence, shard, after, room);
    // A row may belong to an ended run: only its own run counts.
    const listed = new Set(items.map(({ sk }) => sk));
    const members = [...new Map(items.map(({ data }) => [JSON.stringify(data), data])).values()];
    const [profiles, enrollments] = await Promise.all([
      readProfiles(world, [...new Set(members.map(({ contact }) => contact))]),
      readEnrollments(world, sequence, members),
    ]);
    const contacts = new Map(profiles.map((profile) => [profile.id, profile]));
    const inside = enrollments.flatMap(({ contact, enrollment }) => {
      const profile = contacts.get(contact);
      const isInside = isActive(enrollment) && listed.has(`${contact}#${enrollment.run}`);
      return profile && isInside ? [{ profile, enrollment }] : [];
    });
    return { items: inside, cursor };
  });
