import { readsOf, type Why, why } from "#shared/audience/conditions/index.ts";
import { getContact } from "#shared/audience/contacts/index.ts";
import type { Membership } from "#shared/audience/profiles/index.ts";
import { getSegment } from "#shared/audience/segments/index.ts";
import { readContactSnapshot } from "#shared/automation/enrollments/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Table } from "#shared/ports/table.ts";
import { readFacts } from "./read-facts.ts";

type WhyWorld = {
  table: Table<"people" | "index" | "library", never>;
  secrets: Secrets<"lookup">;
  clock: Clock;
};

/**
 * Since when somebody is in a segment or is not, and why: its condition taken apart by what is known of them now.
 * `membership` is undefined of somebody who was not judged by it yet.
 * @throws NotFound for a segment or a contact that there is not
 */
export async function whyInSegment(
  world: WhyWorld,
  id: string,
  segment: string,
): Promise<{ membership: Membership | undefined; why: Why }> {
  const now = world.clock.now();
  const [{ data: profile }, { data }, { data: switches }] = await Promise.all([
    getContact(world, id),
    getSegment(world, segment),
    readLiveDefinitions(world),
  ]);
  const person = await readContactSnapshot(world, profile.id, now);
  if (!person.profile) throw new NotFound("there is no contact with this id");
  const facts = await readFacts(world, person, [readsOf(data.condition)], switches, now);
  return {
    membership: person.profile.data.segments?.[segment],
    why: why(data.condition, facts, now),
  };
}
