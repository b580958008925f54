import type { Fault } from "#shared/kernel/errors.ts";
import { isContactId } from "#shared/kernel/ids.ts";
import { canonicalAddress } from "#shared/mail/index.ts";
import { addressHash, findByAddress, findContact, readProfile } from "#shared/people/index.ts";
import { inGroups } from "../in-groups.ts";
import type { ApiWorld } from "../world.ts";
import type { Subject } from "./subjects.ts";

const TAKEN = "another contact has this email";

/** Why somebody of a batch could neither be found nor made; changes nothing. */
export async function findPeopleFaults(world: ApiWorld, subjects: Subject[]): Promise<Fault[]> {
  const named = subjects.filter(({ contactId }) => contactId !== undefined);
  const found = await inGroups(named, ({ contactId }) => findContact(world, contactId!));
  const unknown = named.filter((_, i) => !found[i]);
  const faults = await inGroups(unknown, (subject) => faultOf(world, subject));
  return [...faults.filter((fault) => fault !== undefined), ...sharedAddresses(unknown)];
}

async function faultOf(world: ApiWorld, subject: Subject): Promise<Fault | undefined> {
  const { contactId, email, index } = subject;
  if (isContactId(contactId!)) {
    return { path: `/events/${index}/contactId`, message: "there is no contact with this id" };
  }
  const path = `/events/${index}/email`;
  if (email === undefined) {
    return { path, message: "this contact is not known yet, so its email is needed" };
  }
  const holder = await findByAddress(world, await addressHash(world, email));
  const profile = holder ? await readProfile(world, holder) : undefined;
  const isTaken = profile?.data.externalId !== undefined && profile.data.erasedAt === undefined;
  return isTaken ? { path, message: TAKEN } : undefined;
}

/** New contacts of one batch that would get one address. */
function sharedAddresses(unknown: Subject[]): Fault[] {
  const taken = new Set<string>();
  return unknown.flatMap(({ email, index }) => {
    const address = email === undefined ? undefined : canonicalAddress(email);
    if (address === undefined) return [];
    if (taken.has(address)) return [{ path: `/events/${index}/email`, message: TAKEN }];
    taken.add(address);
    return [];
  });
}
