import { audienceOnce, ensureContact } from "#shared/audience/contacts/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import type { FoundSubject } from "./find-people.ts";

/**
 * The contacts of a batch, by their keys; those not there yet are made, as known before where
 * `existing` says so.
 */
export async function ensurePeople(
  world: ApiWorld,
  people: [string, FoundSubject][],
  existing?: true,
): Promise<Map<string, Profile>> {
  const hears = audienceOnce(world);
  const ensure = (some: [string, FoundSubject][]) =>
    inGroups(some, async ([key, one]) => {
      const contact = one.isNew
        ? await ensureOne(world, { ...one, ...(existing && { existing }) }, hears)
        : one.contact!;
      return [key, contact] as const;
    });
  // A merged contact may be another of this very batch, which must have its id by then.
  const others = await ensure(people.filter(([, { isMerged }]) => !isMerged));
  return new Map([...others, ...(await ensure(people.filter(([, { isMerged }]) => isMerged)))]);
}

/** Another contact may have taken the address since it was looked at. */
async function ensureOne(
  world: ApiWorld,
  { index, contactId, email, existing }: FoundSubject & { existing?: true },
  hears: ReturnType<typeof audienceOnce>,
) {
  try {
    const who = { contactId, email, ...(existing && { existing }) };
    return await ensureContact(world, who, hears);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const faults = error.faults.map(({ path, message }) => ({
      path: `/events/${index}${path}`,
      message,
    }));
    throw new InvalidInput(error.message, faults);
  }
}
