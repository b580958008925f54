import { isContactId } from "#shared/kernel/ids.ts";
import { canonicalAddress } from "#shared/mail/index.ts";
import {
  addressHash,
  findByAddress,
  findContact,
  type Profile,
  readProfile,
} from "#shared/people/index.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import type { Subject } from "./subjects.ts";

/** What a batch is to do with somebody new to us whose address another contact has. */
export type OnConflict = "skip" | "merge" | undefined;

/** Why somebody can neither be found nor made, in their field. */
type Trouble = { field: "contactId" | "email"; message: string; isTaken: boolean };
/** Somebody of a batch: the contact that they are, if there is one; whether they must be made, or given their id. */
export type FoundSubject = Subject & {
  contact?: Profile;
  isNew: boolean;
  isMerged?: true;
  trouble?: Trouble;
};

const TAKEN: Trouble = {
  field: "email",
  message: "another contact has this email",
  isTaken: true,
};
const trouble = (field: Trouble["field"], message: string) => ({
  isNew: true,
  trouble: { field, message, isTaken: false },
});

/**
 * Looks for everybody of a batch, and says who can neither be found nor made; changes nothing. With "merge", somebody whose
 * address another contact has is that contact: their own id is passed over.
 */
export async function findPeople(
  world: ApiWorld,
  subjects: Map<string, Subject>,
  onConflict?: OnConflict,
): Promise<Map<string, FoundSubject>> {
  const found = await inGroups([...subjects], async ([key, subject]) => {
    const one: FoundSubject = { ...subject, ...(await find(world, subject)) };
    return [key, one] as const;
  });
  const people = new Map<string, FoundSubject>(found);
  refuseShared(people);
  if (onConflict !== "merge") return people;
  for (const [key, { trouble: wrong, contactId: _, ...rest }] of people) {
    if (!wrong?.isTaken) continue;
    people.set(key, { ...rest, isNew: rest.contact === undefined, isMerged: true });
  }
  return people;
}

async function find(
  world: ApiWorld,
  { contactId, email, isGuarded }: Subject,
): Promise<Pick<FoundSubject, "contact" | "isNew" | "trouble">> {
  if (contactId !== undefined) {
    const item = await findContact(world, contactId);
    if (item) return { contact: item.data, isNew: false };
    if (isContactId(contactId)) return trouble("contactId", "there is no contact with this id");
    if (email === undefined) {
      return trouble("email", "this contact is not known yet, so its email is needed");
    }
  }
  // Whoever has an address alone is looked for when they are made, unless more hangs on who they are.
  if (contactId === undefined && !isGuarded) return { isNew: true };
  const holder = await findByAddress(world, await addressHash(world, email!));
  const profile = holder ? await readProfile(world, holder) : undefined;
  if (!profile || profile.data.erasedAt !== undefined) return { isNew: true };
  const contact = profile.data;
  if (contactId === undefined) return { contact, isNew: false };
  const isTaken = profile.data.externalId !== undefined;
  return { contact, isNew: true, ...(isTaken && { trouble: TAKEN }) };
}

/** New contacts of one batch can not get one address. */
function refuseShared(people: Map<string, FoundSubject>): void {
  const taken = new Set<string>();
  for (const one of people.values()) {
    const { contactId, email, isNew, trouble: wrong } = one;
    if (contactId === undefined || email === undefined || !isNew || wrong) continue;
    const address = canonicalAddress(email);
    if (taken.has(address)) one.trouble = TAKEN;
    taken.add(address);
  }
}
