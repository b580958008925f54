import { NotFound } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { findByExternalId, removal } from "./contact-store.ts";
import type { ContactsWorld } from "./contacts.ts";
import { addressHash } from "./lookup.ts";
import { personPk, putProfile, readProfile } from "./person-store.ts";

/**
 * Erases a person: every row of theirs and both their names; the address's suppression stays, as a hash.
 * May be repeated after a failure until it succeeds. @throws NotFound
 */
export async function deleteContact(world: ContactsWorld, id: string): Promise<void> {
  const own = (await findByExternalId(world, id)) ?? (isContactId(id) ? id : undefined);
  const item = own && (await readProfile(world, own));
  if (!item) throw new NotFound("there is no contact with this id");
  const { data: profile, version } = item;
  if (profile.erasedAt === undefined) {
    await world.table.write([putProfile({ ...profile, erasedAt: world.clock.now() }, version)]);
  }
  await deleteRows(world, personPk(profile.id));
  await world.table.write(removal(profile, await addressHash(world, profile.email)));
}

/** More than any person has: a person of a million rows is a sign of something else. */
const MAX_PAGES = 10_000;

/** Every row but the profile. @throws what kept a row from being deleted */
async function deleteRows({ table }: ContactsWorld, pk: string): Promise<void> {
  for (let page = 0; page < MAX_PAGES; page++) {
    const options = { limit: 100, consistent: true };
    const { items } = await table.query("people", pk, { from: "b" }, options);
    if (items.length === 0) return;
    const rows = items.map(
      ({ sk }) => ({ delete: { table: "people", pk, sk }, expect: "any" }) as const,
    );
    const failure = (await table.writeEach(rows)).find((error) => error !== undefined);
    if (failure) throw failure;
  }
}
