import {
  changeLiveDefinitions,
  type LiveSequence,
  readLiveDefinitions,
} from "#shared/platform/live-definitions/index.ts";
import { partOf } from "#shared/platform/live-definitions/part-store.ts";
import type { Table } from "#shared/ports/table.ts";
import { START } from "#test/support/world.ts";

/** As large as a published sequence's is, by the median of the examples. */
const one = (i: number): LiveSequence => ({
  version: 1,
  state: "live",
  since: START,
  events: [`event-${i}`, "message.clicked", "message.opened", "contact.unsubscribed"],
  attributes: ["plan", "trial_ends_at", "seats"],
  segments: ["paying-customers"],
  sending: { quietHours: { from: "20:00", to: "08:00" }, cap: { mails: 3, per: "P7D" } } as never,
});

/**
 * Puts so many sequences in force, by the store and a part at a time: to publish each would take
 * its time.
 */
export async function publishMany(
  world: { table: Table<"library", "library"> },
  count: number,
): Promise<void> {
  const ids = Array.from({ length: count }, (_, i) => `sequence-${i}`);
  for (const some of Map.groupBy(ids, partOf).values()) {
    const sequences = Object.fromEntries(some.map((id) => [id, one(Number(id.split("-")[1]))]));
    await changeLiveDefinitions(world, await readLiveDefinitions(world), { sequences }, [], START);
  }
}
