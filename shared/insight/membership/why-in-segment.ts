import { readsOf, type Why, why } from "#shared/audience/conditions/index.ts";
import { getContact } from "#shared/audience/contacts/index.ts";
import type { Membership } from "#shared/audience/profiles/index.ts";
import { getSegment } from "#shared/audience/segments/index.ts";
import { readFacts } from "#shared/automation/engine/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Table } from "#shared/ports/table.ts";

type WhyWorld = {
  table: Table<"people" | "index" | "library", never>;
  secrets: Secrets<"lookup">;
  clock: Clock;
};

/**
 * Since when a contact is, or is not, in a segment, and why, by each part of its condition.
 * `membership` is undefined before the first evaluation.
 * @throws NotFound for an unknown segment or contact
 */
export async function whyInSegment(
  world: WhyWorld,
  id: string,
  segment: string,
): Promise<{ membership: Membership | undefined; why: Why }> {
  const now = world.clock.now();
  const [{ data: profile }, { data }, { data: live }] = await Promise.all([
    getContact(world, id),
    getSegment(world, segment),
    readLiveDefinitions(world),
  ]);
  const snapshot = await readContactSnapshot(world, profile.id, now);
  if (!snapshot.profile) throw new NotFound("there is no contact with this id");
  const facts = await readFacts(world, snapshot, [readsOf(data.condition)], live, now);
  return {
    membership: ownValue(snapshot.profile.data.segments ?? {}, segment),
    why: why(data.condition, facts, now),
  };
}
