import type { Facts, Reads } from "#shared/audience/conditions/index.ts";
import { type Profile, readProfiles } from "#shared/audience/profiles/index.ts";
import { readFacts } from "#shared/automation/engine/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { toFacts } from "#shared/automation/planning/index.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { TableReader } from "#shared/ports/table.ts";

/** A contact as conditions see it. */
export type Sampled = { profile: Profile; facts: Facts };

type World = { table: TableReader<"people"> };
type Reading = { reads: Reads; live: LiveDefinitions; now: number };

const WIDTH = 20;

/** The contacts that exist; only for events is more read than their profiles. */
export async function readSampled(
  world: World,
  contacts: string[],
  { reads, live, now }: Reading,
): Promise<Sampled[]> {
  if (reads.events.size === 0) {
    const profiles = await readProfiles(world, contacts);
    const none = () => [];
    return profiles.map((profile) => ({ profile, facts: toFacts(profile, live.timeZone, none) }));
  }
  const found = await mapConcurrently(contacts, WIDTH, async (contact) => {
    const snapshot = await readContactSnapshot(world, contact, now);
    const profile = snapshot.profile?.data;
    if (!profile || profile.erasedAt !== undefined) return [];
    return [{ profile, facts: await readFacts(world, snapshot, [reads], live, now) }];
  });
  return found.flat();
}
