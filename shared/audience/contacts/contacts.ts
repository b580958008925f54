import { typeFaults } from "#shared/audience/attributes/index.ts";
import { findByExternalId, type Profile, readProfile } from "#shared/audience/profiles/index.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { readLiveDefinitions } from "#shared/platform/live-definitions/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Item, Table, TableReader } from "#shared/ports/table.ts";
import { type Queue, reevaluation } from "#shared/queue/index.ts";
import { contactListenersOf, needsReevaluation, readListenersOnce } from "./listeners.ts";
import {
  badEmail,
  type ContactInput,
  type ContactsWorld,
  changeContact,
  createContact,
} from "./save-contact.ts";

export type ContactReads = {
  table: Table<"people" | "index", never>;
  secrets: Secrets<"lookup">;
};

export { type ContactInput, type ContactsWorld, EMAIL_TAKEN } from "./save-contact.ts";
export const NO_CONTACT = "there is no contact with this id";

/** The contact with that id, the caller's or ours; undefined once its erasure has begun. */
export async function findContact(
  world: ContactReads,
  id: string,
): Promise<Item<Profile> | undefined> {
  const own = await findByExternalId(world, id);
  const contact = own ?? (isContactId(id) ? id : undefined);
  const item = contact && (await readProfile(world, contact));
  return item && item.data.erasedAt === undefined ? item : undefined;
}

/** @throws NotFound */
export async function getContact(world: ContactReads, id: string): Promise<Item<Profile>> {
  const item = await findContact(world, id);
  if (!item) throw new NotFound(NO_CONTACT);
  return item;
}

/**
 * Creates or changes the contact with the caller's `id`. Events that something listens to are
 * stored on the profile as `pending` in the same write and enqueued afterwards; a repeated call
 * enqueues what is still pending. `check` sees what is there before each attempt, and may refuse.
 * @throws InvalidInput for a new contact without an address, another contact's address, values that
 * are not of their attribute's type, or too many attributes
 * @throws NotFound for an unknown id of ours
 */
export async function putContact(
  world: ContactsWorld & { table: TableReader<"library">; queue: Queue<"work"> },
  id: string,
  input: ContactInput,
  check: (before: Profile | undefined) => void = () => {},
): Promise<Profile> {
  const { data: live } = await readLiveDefinitions(world);
  const faults = typeFaults(live.attributes, input.attributes ?? {});
  if (faults.length > 0) throw new InvalidInput("the attributes are not valid", faults);
  const listeners = contactListenersOf(live);
  const profile = await untilNoConflict(async () => {
    const item = await findContact(world, id);
    check(item?.data);
    if (item) return changeContact(world, item, input, listeners);
    if (isContactId(id)) throw new NotFound(NO_CONTACT);
    return createContact(world, { externalId: id }, input, listeners);
  });
  if (needsReevaluation(profile, input, listeners)) {
    await world.queue.send("work", [{ body: reevaluation(profile.id) }]);
  }
  return profile;
}

/**
 * The contact of an event or mail: found by id, else by address, else created; its pending events
 * are processed with that event. `existing`: a new contact is imported. Pass `readListeners` to
 * read the listeners once for many contacts.
 * @throws InvalidInput when it is unknown and has no address, or another contact's
 * @throws Unavailable while the contact with that address is being erased
 */
export function ensureContact(
  world: ContactsWorld & { table: TableReader<"library"> },
  { contactId, email, existing }: { contactId?: string; email?: string; existing?: true },
  readListeners: ReturnType<typeof readListenersOnce> = readListenersOnce(world),
): Promise<Profile> {
  return untilNoConflict(async () => {
    const item = contactId === undefined ? undefined : await findContact(world, contactId);
    if (item) return item.data;
    if (email === undefined) {
      throw badEmail("this contact is not known yet, so its email is needed");
    }
    const input = { email, ...(existing && { existing }) };
    return createContact(world, { externalId: contactId }, input, await readListeners());
  });
}
