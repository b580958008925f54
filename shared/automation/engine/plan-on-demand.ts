import { recordEvents } from "#shared/audience/intake/index.ts";
import type { ContactChange, ContactWork } from "#shared/automation/planning/index.ts";
import { planContact } from "#shared/automation/planning/index.ts";
import type { LiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import { loadContact } from "./load-contact.ts";
import { readNeeds } from "./read-needs.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * Loads a contact and plans it; reads what the plan lacks, and plans again. Of the change only the
 * events are written, which is harmless by itself.
 */
export async function planOnDemand(
  world: RunsWorld,
  work: ContactWork,
  live: LiveDefinitions,
): Promise<ContactChange> {
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
