import { NotFound } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { findByExternalId, removal } from "./contact-store.ts";
import type { ContactsWorld } from "./contacts.ts";
import { addressHash } from "./lookup.ts";
import { personPk, putProfile, readProfile } from "./person-store.ts";

/** Longer than anybody who read the person before takes to write of them: what they left is swept then. */
const SWEEP_SECONDS = 900;

/**
 * Erases a person: every row of theirs and both their names; the address's suppression stays, as a hash. What was
 * just being written of them is erased a quarter of an hour later.
 * May be repeated after a failure until it succeeds. @throws NotFound
 */
export async function deleteContact(
  world: ContactsWorld & { queue: Queue<"work"> },
  id: string,
): Promise<void> {
  const own = (await findByExternalId(world, id)) ?? (isContactId(id) ? id : undefined);
  const item = own && (await readProfile(world, own));
  if (!item) throw new NotFound("there is no contact with this id");
  const { data: profile, version } = item;
  if (profile.erasedAt === undefined) {
    await world.table.write([putProfile({ ...profile, erasedAt: world.clock.now() }, version)]);
  }
  const sweep = { body: { erased: profile.id }, delaySeconds: SWEEP_SECONDS };
  await world.queue.send("work", [sweep]);
  await sweepErased(world, profile.id);
  await world.table.write(removal(profile, await addressHash(world, profile.email)));
}

/** More than any person has: a person of a million rows is a sign of something else. */
const MAX_PAGES = 10_000;

/** Deletes every row of somebody who is erased, but their profile. @throws what kept a row from being deleted */
export async function sweepErased(
  { table }: { table: Table<"people", "people"> },
  contact: string,
): Promise<void> {
  const pk = personPk(contact);
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
