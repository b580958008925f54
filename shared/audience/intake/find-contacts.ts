import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { EMAIL_TAKEN, findContact } from "#shared/audience/contacts/index.ts";
import {
  addressHash,
  findByAddress,
  type Profile,
  readProfile,
} from "#shared/audience/profiles/index.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Subject } from "./subjects.ts";
import type { IntakeWorld } from "./world.ts";

/** What to do with a new contact whose address another contact has. */
export type OnConflict = "skip" | "merge" | undefined;

/** Why a contact can be neither found nor created; `isTaken`: its address belongs to another. */
type Refusal = { field: "contactId" | "email"; message: string; isTaken: boolean };
/** A contact of a batch: the stored one, if any; `isNew`: must be created or given its id. */
export type FoundContact = Subject & {
  contact?: Profile;
  isNew: boolean;
  isMerged?: true;
  refusal?: Refusal;
};

const TAKEN: Refusal = {
  field: "email",
  message: EMAIL_TAKEN,
  isTaken: true,
};
const refuse = (field: Refusal["field"], message: string) => ({
  isNew: true,
  refusal: { field, message, isTaken: false },
});

/**
 * Finds all contacts of a batch and refuses those that can be neither found nor created. Writes
 * nothing. With "merge", a new contact whose address is taken becomes its holder, and its own id is
 * ignored.
 */
export async function findContacts(
  world: IntakeWorld,
  subjects: Map<string, Subject>,
  onConflict?: OnConflict,
): Promise<Map<string, FoundContact>> {
  const found = await mapConcurrently([...subjects], CALLS_AT_ONCE, async ([key, subject]) => {
    const one: FoundContact = { ...subject, ...(await find(world, subject)) };
    return [key, one] as const;
  });
  const contacts = new Map<string, FoundContact>(found);
  refuseShared(contacts);
  if (onConflict !== "merge") return contacts;
  for (const [key, { refusal, contactId: _, ...rest }] of contacts) {
    if (!refusal?.isTaken) continue;
    contacts.set(key, { ...rest, isNew: rest.contact === undefined, isMerged: true });
  }
  return contacts;
}

async function find(
  world: IntakeWorld,
  { contactId, email, isGuarded }: Subject,
): Promise<Pick<FoundContact, "contact" | "isNew" | "refusal">> {
  if (contactId !== undefined) {
    const item = await findContact(world, contactId);
    if (item) return { contact: item.data, isNew: false };
    if (isContactId(contactId)) return refuse("contactId", "there is no contact with this id");
    if (email === undefined) {
      return refuse("email", "this contact is not known yet, so its email is needed");
    }
  }
  // A contact named by address alone is looked up when it is created, unless deduplication needs to
  // know which contact it is.
  if (contactId === undefined && !isGuarded) return { isNew: true };
  const holder = await findByAddress(world, await addressHash(world, email!));
  const profile = holder ? await readProfile(world, holder) : undefined;
  if (!profile || profile.data.erasedAt !== undefined) return { isNew: true };
  const contact = profile.data;
  if (contactId === undefined) return { contact, isNew: false };
  const isTaken = profile.data.externalId !== undefined;
  return { contact, isNew: true, ...(isTaken && { refusal: TAKEN }) };
}

/** Two new contacts of a batch cannot share an address. */
function refuseShared(contacts: Map<string, FoundContact>): void {
  const taken = new Set<string>();
  for (const one of contacts.values()) {
    const { contactId, email, isNew, refusal } = one;
    if (contactId === undefined || email === undefined || !isNew || refusal) continue;
    const address = canonicalAddress(email);
    if (taken.has(address)) one.refusal = TAKEN;
    taken.add(address);
  }
}
