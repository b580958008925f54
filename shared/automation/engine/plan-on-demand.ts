import { recordEvents } from "#shared/audience/contacts/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Change } from "./change.ts";
import type { ContactWork } from "./contact-work.ts";
import { loadContact } from "./load-contact.ts";
import { planContact } from "./plan-contact.ts";
import { readNeeds } from "./read-needs.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * Loads a contact and plans it; what the plan turns out to lack is read, and it is planned anew.
 * Of the change nothing is written but its events, which do no harm by themselves.
 */
export async function planOnDemand(
  world: RunsWorld,
  work: ContactWork,
  live: LiveDefinitions,
): Promise<Change> {
  const now = world.clock.now();
  let snapshot = await loadContact(world, work, live, now);
  for (;;) {
    const planned = planContact(snapshot, work, live, now);
    if (!("needs" in planned)) {
      await recordEvents(world, work.contact, planned.events);
      return planned;
    }
    snapshot = await readNeeds(world, snapshot, planned.needs, now);
  }
}
