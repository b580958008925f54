import { findByExternalId, type Profile, readProfile } from "#shared/audience/profiles/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Item, Table, TableReader } from "#shared/ports/table.ts";
import { type Queue, reevaluation } from "#shared/queue/index.ts";
import { contactListenersOf, isHeard, readListenersOnce } from "./listeners.ts";
import {
  badEmail,
  type ContactInput,
  type ContactsWorld,
  changeContact,
  makeContact,
} from "./save-contact.ts";

type Reads = { table: Table<"people" | "index", never>; secrets: Secrets<"lookup"> };

export type { ContactInput, ContactsWorld } from "./save-contact.ts";

/** The contact with that id, the caller's own or ours. One that is being erased is gone. */
export async function findContact(world: Reads, id: string): Promise<Item<Profile> | undefined> {
  const own = await findByExternalId(world, id);
  const contact = own ?? (isContactId(id) ? id : undefined);
  const item = contact && (await readProfile(world, contact));
  return item && item.data.erasedAt === undefined ? item : undefined;
}

/** @throws NotFound */
export async function getContact(world: Reads, id: string): Promise<Item<Profile>> {
  const item = await findContact(world, id);
  if (!item) throw new NotFound("there is no contact with this id");
  return item;
}

/**
 * Makes or changes the contact that the caller knows as `id`. What somebody listens to is kept on the profile as news in the
 * same write, and handed over then; a repeated call hands over what is still there.
 * @throws InvalidInput for a new contact without an address, the address of another contact, or too many attributes
 * @throws NotFound for an id of ours that is nobody's
 */
export async function putContact(
  world: ContactsWorld & { table: TableReader<"library">; queue: Queue<"work"> },
  id: string,
  input: ContactInput,
): Promise<Profile> {
  const audience = contactListenersOf((await readLiveDefinitions(world)).data);
  const profile = await untilNoConflict(async () => {
    const item = await findContact(world, id);
    if (item) return changeContact(world, item, input, audience);
    if (isContactId(id)) throw new NotFound("there is no contact with this id");
    return makeContact(world, { externalId: id }, input, audience);
  });
  if (isHeard(profile, input, audience)) {
    await world.queue.send("work", [{ body: reevaluation(profile.id) }]);
  }
  return profile;
}

/**
 * The contact that an event or a mail is for: found by id, else by address, else made. News of it
 * (`pending`) are taken in with the event. `existing` tells that a new contact was known before;
 * `hears` who listens, for many contacts at once.
 * @throws InvalidInput when it is unknown and has no address, or the address of another contact
 * @throws Unavailable while the contact with that address is being erased
 */
export function ensureContact(
  world: ContactsWorld & { table: TableReader<"library"> },
  { contactId, email, existing }: { contactId?: string; email?: string; existing?: true },
  hears: ReturnType<typeof readListenersOnce> = readListenersOnce(world),
): Promise<Profile> {
  return untilNoConflict(async () => {
    const item = contactId === undefined ? undefined : await findContact(world, contactId);
    if (item) return item.data;
    if (email === undefined) {
      throw badEmail("this contact is not known yet, so its email is needed");
    }
    const input = { email, ...(existing && { existing }) };
    return makeContact(world, { externalId: contactId }, input, await hears());
  });
}
