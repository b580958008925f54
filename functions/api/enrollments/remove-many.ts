import { findContact } from "#shared/people/index.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import { walkSegment } from "./enroll-many.ts";

const MESSAGES_PER_SEND = 100;

/** Has the runs of contacts ended soon, whoever of them is inside; those whom nobody knows are named. */
export async function removeContacts(
  world: ApiWorld,
  sequence: string,
  contacts: string[],
): Promise<{ accepted: number; unknown: string[] }> {
  const ids = [...new Set(contacts)];
  const found = await inGroups(ids, (id) => findContact(world, id));
  const messages = found.flatMap((item) =>
    item ? [{ body: { removed: { contact: item.data.id, sequence } } }] : [],
  );
  for (let i = 0; i < messages.length; i += MESSAGES_PER_SEND) {
    await world.queue.send("work", messages.slice(i, i + MESSAGES_PER_SEND));
  }
  return { accepted: messages.length, unknown: ids.filter((_, i) => !found[i]) };
}

/** Has the runs of everybody in a segment ended. */
export const removeSegment = (world: ApiWorld, sequence: string, segment: string): Promise<void> =>
  walkSegment(world, segment, { do: "remove", sequence });
