import { contactUnsubscribed } from "#events/index.ts";
import { readSuppression, suppress } from "#shared/audience/consent/index.ts";
import { addressHash, type Profile, readProfile } from "#shared/audience/profiles/index.ts";
import type { ContactLink } from "#shared/content/link-tokens/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { internalEvent } from "#shared/queue/index.ts";
import type { PublicWorld } from "./request.ts";

const NAME = contactUnsubscribed.name;

/**
 * Unsubscribes the address that a link was mailed to, which may have no contact any more, and the
 * contact's current address. Committed when it returns; may be repeated.
 */
export async function stopMail(world: PublicWorld, link: ContactLink): Promise<void> {
  const { address, contact } = link;
  const at = world.clock.now();
  const profile = await findProfile(world, contact);
  const current = profile && (await addressHash(world, profile.email));
  for (const hash of new Set([address, current ?? address])) {
    await suppress(world, hash, { reason: "unsubscribe", at }, "person");
  }
  if (current !== undefined) await announceUnsubscribe(world, contact, current);
}

/** The suppression keeps its first instant, so repeating this yields the same event. */
async function announceUnsubscribe(
  world: PublicWorld,
  contact: string,
  hash: string,
): Promise<void> {
  const suppression = await readSuppression(world, hash);
  if (suppression?.reason !== "unsubscribe") return;
  const { at } = suppression;
  const event = { contact, id: digest(NAME, contact, at), name: NAME, at, data: {} };
  await world.queue.send("work", [{ body: internalEvent(event) }]);
}

/** The contact's profile; undefined while it is being erased. */
export async function findProfile(
  world: PublicWorld,
  contact: string,
): Promise<Profile | undefined> {
  const profile = (await readProfile(world, contact))?.data;
  return profile?.erasedAt === undefined ? profile : undefined;
}
