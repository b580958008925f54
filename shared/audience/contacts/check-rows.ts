import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { typeFaults } from "#shared/audience/attributes/index.ts";
import {
  addressHash,
  findByAddress,
  type Profile,
  readProfile,
} from "#shared/audience/profiles/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { DeclaredAttributes } from "#shared/platform/live-definitions/index.ts";
import type { Item } from "#shared/ports/table.ts";
import { type ContactReads, findContact } from "./contacts.ts";
import { type ContactInput, EMAIL_TAKEN, sizeFaults } from "./save-contact.ts";

/** What to do with a row whose address belongs to another contact. */
export type OnConflict = "skip" | "merge" | undefined;
/** A contact of a batch, named by the caller's id or ours, or by its address alone. */
export type ContactRow = ContactInput & { id?: string | undefined };

/** A row and the contact that it changes, if there is one. Faults have paths within the row. */
export type CheckedRow = {
  row: ContactRow;
  contact?: Item<Profile> | undefined;
  /** That contact has no id of the caller's yet, and gets this one. */
  newId?: string;
  /** The address of a new contact, or of another id, belongs to this one. */
  holder?: Item<Profile>;
  faults: Fault[];
};

const at = (path: string, message: string): Fault => ({ path, message });

/** Looks up the contacts of rows, and finds what is wrong with each. Writes nothing. */
export async function checkRows(
  world: ContactReads,
  rows: ContactRow[],
  declared: DeclaredAttributes | undefined,
  onConflict: OnConflict,
): Promise<CheckedRow[]> {
  const found = await mapConcurrently(rows, CALLS_AT_ONCE, (row) => find(world, row));
  refuseRepeated(found, onConflict);
  for (const { row, contact, faults } of found) {
    const { attributes = {} } = row;
    const after = { ...contact?.data.attributes, ...attributes };
    faults.push(...typeFaults(declared, attributes), ...sizeFaults(after));
  }
  return found;
}

async function find(world: ContactReads, row: ContactRow): Promise<CheckedRow> {
  const { id, email } = row;
  const contact = id === undefined ? undefined : await findContact(world, id);
  if (id !== undefined && !contact && isContactId(id))
    return { row, faults: [at("/id", "there is no contact with this id")] };
  if (email === undefined) {
    const message = "this contact is not known yet, so its email is needed";
    return { row, contact, faults: contact ? [] : [at("/email", message)] };
  }
  const holder = await readHolder(world, email);
  if (holder?.data.erasedAt !== undefined) {
    const message = "the contact with this email is being erased: send it again later";
    return { row, contact, faults: [at("/email", message)] };
  }
  if (!holder || holder.data.id === contact?.data.id) return { row, contact, faults: [] };
  if (contact || (id !== undefined && holder.data.externalId !== undefined))
    return { row, contact, holder, faults: [] };
  return { row, contact: holder, ...(id !== undefined && { newId: id }), faults: [] };
}

async function readHolder(world: ContactReads, email: string) {
  const holder = await findByAddress(world, await addressHash(world, email));
  return holder ? readProfile(world, holder) : undefined;
}

/** Two rows of one contact have no order, and two contacts can not share an address. */
function refuseRepeated(found: CheckedRow[], onConflict: OnConflict): void {
  const seen = new Map<string, number>();
  found.forEach(({ row: { id, email }, contact, holder, newId, faults }, index) => {
    if (holder && onConflict !== "merge") return;
    const own = holder ?? contact;
    const isById = id !== undefined && !holder && newId === undefined;
    const names: [path: string, name: string | undefined][] = [
      [isById ? "/id" : "/email", own && `contact ${own.data.id}`],
      ["/id", id && `id ${id}`],
      ["/email", email && `email ${canonicalAddress(email)}`],
    ];
    for (const [path, name] of names) {
      const before = name === undefined ? undefined : seen.get(name);
      if (before !== undefined && faults.length === 0)
        faults.push(at(path, `is the contact of row ${before} again: a batch has each once`));
      else if (name !== undefined && before === undefined) seen.set(name, index);
    }
  });
}

export const takenFault = at("/email", EMAIL_TAKEN);
