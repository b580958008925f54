import { contactUnsubscribed } from "#events/index.ts";
import { readSuppression, suppress } from "#shared/audience/consent/index.ts";
import { addressHash, type Profile, readProfile } from "#shared/audience/profiles/index.ts";
import type { ContactLink } from "#shared/content/link-tokens/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownEvent } from "#shared/queue/index.ts";
import type { PublicWorld } from "./request.ts";

const NAME = contactUnsubscribed.name;

/**
 * Unsubscribes the person that a link speaks for: the address that it was mailed to, which may have no
 * contact any more, and the one that the contact has now. When it returns, that is committed. May be repeated.
 */
export async function stopMail(world: PublicWorld, person: ContactLink): Promise<void> {
  const { address, contact } = person;
  const at = world.clock.now();
  const profile = await findProfile(world, contact);
  const now = profile && (await addressHash(world, profile.email));
  for (const hash of new Set([address, now ?? address])) {
    await suppress(world, hash, { reason: "unsubscribe", at }, "person");
  }
  if (now !== undefined) await tell(world, contact, now);
}

/** The suppression keeps the instant of the first time, so that telling it again is telling the same. */
async function tell(world: PublicWorld, contact: string, hash: string): Promise<void> {
  const suppression = await readSuppression(world, hash);
  if (suppression?.reason !== "unsubscribe") return;
  const { at } = suppression;
  const event = { contact, id: digest(NAME, contact, at), name: NAME, at, data: {} };
  await world.queue.send("work", [{ body: ownEvent(event) }]);
}

/** The person's profile; one that is being erased is gone. */
export async function findProfile(
  world: PublicWorld,
  contact: string,
): Promise<Profile | undefined> {
  const profile = (await readProfile(world, contact))?.data;
  return profile?.erasedAt === undefined ? profile : undefined;
}
