import { InvalidInput } from "#shared/kernel/errors.ts";
import { audienceOnce, ensureContact, type Profile } from "#shared/people/index.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import type { FoundSubject } from "./find-people.ts";

/**
 * The contact of everybody of a batch, by their keys, who are made where they are not there yet: as somebody known before
 * where `existing` says so.
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
  // Who is merged may be somebody of this very batch, who must have their id by then.
  const others = await ensure(people.filter(([, { isMerged }]) => !isMerged));
  return new Map([...others, ...(await ensure(people.filter(([, { isMerged }]) => isMerged)))]);
}

/** Somebody else may have taken an address since it was looked at. */
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
