import { contactPk } from "#shared/audience/partition/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  addressHash,
  findByExternalId,
  putProfile,
  readProfile,
  removalWrites,
  rowNames,
} from "#shared/audience/profiles/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { deleteRange } from "#shared/ports/delete-range.ts";
import type { Table } from "#shared/ports/table.ts";
import type { ContactsWorld } from "./contacts.ts";

/**
 * Marks a contact, by the caller's id or ours, as being erased: from then on it counts as gone.
 * Idempotent.
 * @throws NotFound
 */
export const markErased = (world: ContactsWorld, id: string): Promise<Profile> =>
  untilNoConflict(async () => {
    const own = (await findByExternalId(world, id)) ?? (isContactId(id) ? id : undefined);
    const item = own && (await readProfile(world, own));
    if (!item) throw new NotFound("there is no contact with this id");
    const { data: profile, version } = item;
    if (profile.erasedAt !== undefined) return profile;
    const erased = { ...profile, erasedAt: world.clock.now() };
    await world.table.write([putProfile(erased, version)]);
    return erased;
  });

/**
 * Deletes every row of a contact except its profile.
 * @throws the error that kept a row from being deleted
 */
export const deleteRows = (
  { table }: { table: Table<"people", "people"> },
  contact: string,
): Promise<void> => deleteRange(table, "people", contactPk(contact), { from: "b" });

/** Deletes a contact's profile and index rows; the suppression of its address stays, as a hash. */
export async function removeContact(world: ContactsWorld, profile: Profile): Promise<void> {
  const names = await rowNames(world, await addressHash(world, profile.email));
  await world.table.write(removalWrites(profile, names));
}
