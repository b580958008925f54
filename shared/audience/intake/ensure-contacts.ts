import { ensureContact, readListenersOnce } from "#shared/audience/contacts/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { PathOf } from "./check-batch.ts";
import type { FoundContact } from "./find-contacts.ts";
import type { IntakeWorld } from "./world.ts";

type Options = { existing: boolean; pathOf: PathOf };

/**
 * The contacts of a batch by key; missing ones are created, as imported where `existing` is set.
 */
export async function ensureContacts(
  world: IntakeWorld,
  found: [string, FoundContact][],
  options: Options,
): Promise<Map<string, Profile>> {
  const readListeners = readListenersOnce(world);
  const ensure = (some: [string, FoundContact][]) =>
    mapConcurrently(some, CALLS_AT_ONCE, async ([key, one]) => {
      const contact = one.isNew
        ? await ensureOne(world, one, options, readListeners)
        : one.contact!;
      return [key, contact] as const;
    });
  // A merged contact may be created by this same batch, so its id has to exist first.
  const others = await ensure(found.filter(([, { isMerged }]) => !isMerged));
  return new Map([...others, ...(await ensure(found.filter(([, { isMerged }]) => isMerged)))]);
}

/** The address may have been claimed since `findContacts` looked. */
async function ensureOne(
  world: IntakeWorld,
  { index, contactId, email }: FoundContact,
  { existing, pathOf }: Options,
  readListeners: ReturnType<typeof readListenersOnce>,
) {
  try {
    const subject = { contactId, email, ...(existing && { existing: true as const }) };
    return await ensureContact(world, subject, readListeners);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const { message, faults } = error;
    const path = pathOf(index, "email");
    throw new InvalidInput(
      message,
      faults.map((one) => ({ ...one, path })),
    );
  }
}
