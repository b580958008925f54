import { findContact } from "#shared/audience/contacts/index.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { runRemoval } from "#shared/queue/index.ts";
import { sendWork } from "./send-work.ts";
import type { EnrollWorld } from "./world.ts";

/** Queues the end of contacts' runs of a sequence; names unknown ids. */
export async function removeContacts(
  world: EnrollWorld,
  sequence: string,
  contacts: string[],
): Promise<{ accepted: number; unknown: string[] }> {
  const ids = [...new Set(contacts)];
  const found = await mapConcurrently(ids, CALLS_AT_ONCE, (id) => findContact(world, id));
  const known = found.filter((item) => item !== undefined);
  await sendWork(
    world,
    known.map(({ data }) => runRemoval({ contact: data.id, sequence })),
  );
  return { accepted: known.length, unknown: ids.filter((_, i) => !found[i]) };
}
