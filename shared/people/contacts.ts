import { Conflict, InvalidInput, NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { isContactId, newContactId } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { parseAddress } from "#shared/mail/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Entropy } from "#shared/ports/entropy.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Item, Put, Table } from "#shared/ports/table.ts";
import { change, creation, findByAddress, findByExternalId } from "./contact-store.ts";
import { addressHash } from "./lookup.ts";
import { consentKey, putProfile, readProfile } from "./person-store.ts";
import type { Attributes, Profile, Suppression } from "./profile.ts";
import { stronger } from "./profile.ts";
import { type ConsentRecord, readSuppression } from "./suppression-store.ts";

type Reads = { table: Table<"people" | "index", never>; secrets: Secrets<"lookup"> };
export type ContactsWorld = {
  table: Table<"people" | "index", "people" | "index">;
  secrets: Secrets<"lookup">;
  clock: Clock;
  entropy: Entropy;
};

/** What a caller may set; what is left out stays. An attribute set to null goes. */
export type ContactInput = {
  email?: string;
  attributes?: Attributes;
  timeZone?: string;
  locale?: string;
  subscribed?: boolean;
};

const MAX_ATTRIBUTES_BYTES = 64 * 1024;

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
 * Makes or changes the contact that the caller knows as `id`.
 * @throws InvalidInput for a new contact without an address, the address of another contact, or too many attributes
 * @throws NotFound for an id of ours that is nobody's
 */
export function putContact(
  world: ContactsWorld,
  id: string,
  input: ContactInput,
): Promise<Profile> {
  return untilNoConflict(async () => {
    const item = await findContact(world, id);
    if (item) return changeContact(world, item, input);
    if (isContactId(id)) throw new NotFound("there is no contact with this id");
    return makeContact(world, { externalId: id }, input);
  });
}

/**
 * The contact that an event or a mail is for: found by id, else by address, else made.
 * @throws InvalidInput when it is unknown and has no address, or the address of another contact
 * @throws Unavailable while the contact with that address is being erased
 */
export function ensureContact(
  world: ContactsWorld,
  { contactId, email }: { contactId?: string; email?: string },
): Promise<Profile> {
  return untilNoConflict(async () => {
    const item = contactId === undefined ? undefined : await findContact(world, contactId);
    if (item) return item.data;
    if (email === undefined) {
      throw badEmail("this contact is not known yet, so its email is needed");
    }
    return makeContact(world, { externalId: contactId }, { email });
  });
}

async function makeContact(
  world: ContactsWorld,
  { externalId }: { externalId?: string },
  input: ContactInput,
): Promise<Profile> {
  if (input.email === undefined) throw badEmail("a new contact needs an email");
  const email = parseAddress(input.email);
  const hash = await addressHash(world, email);
  const holder = await findByAddress(world, hash);
  const held = holder && (await readProfile(world, holder));
  if (held) {
    if (held.data.erasedAt !== undefined) {
      throw new Unavailable("the contact with this email is being erased");
    }
    if (!externalId) return held.data;
    if (held.data.externalId) throw badEmail("another contact has this email");
    return changeContact(world, held, { ...input, externalId });
  }
  const now = world.clock.now();
  const profile: Profile = {
    id: newContactId(now, world.entropy.bytes(8)),
    ...(externalId && !isContactId(externalId) && { externalId }),
    ...details(input),
    email,
    attributes: merge({}, input.attributes),
    subscribed: input.subscribed ?? true,
    suppression: await readSuppression(world, hash),
    createdAt: now,
    updatedAt: now,
  };
  await world.table.write(creation(profile, hash));
  return settleSuppression(world, profile, hash);
}

async function changeContact(
  world: ContactsWorld,
  { data: old, version }: Item<Profile>,
  input: ContactInput & { externalId?: string },
): Promise<Profile> {
  const email = input.email === undefined ? old.email : parseAddress(input.email);
  const [oldHash, hash] = [await addressHash(world, old.email), await addressHash(world, email)];
  if (hash !== oldHash) {
    const holder = await findByAddress(world, hash);
    if (holder && holder !== old.id) throw badEmail("another contact has this email");
  }
  const next: Profile = {
    ...old,
    ...details(input),
    ...(input.externalId && { externalId: input.externalId }),
    ...(input.subscribed !== undefined && { subscribed: input.subscribed }),
    ...(hash !== oldHash && { suppression: await moved(world, old.suppression, hash) }),
    email,
    attributes: merge(old.attributes, input.attributes),
    updatedAt: Math.max(world.clock.now(), old.updatedAt),
  };
  await world.table.write([
    ...change(old, next, version, { old: oldHash, next: hash }),
    ...consentOf(old, next),
  ]);
  return settleSuppression(world, next, hash);
}

/** A person's own no goes with them to a new address; what was wrong with the old address does not. */
async function moved(world: ContactsWorld, old: Suppression | null, hash: string) {
  const own = old?.reason === "complaint" || old?.reason === "unsubscribe" ? old : null;
  const found = await readSuppression(world, hash);
  return found ? stronger(own, found) : own;
}

/** The record of what an operator changed about a person's consent. */
function consentOf(old: Profile, next: Profile): Put<"people">[] {
  if (old.subscribed === next.subscribed) return [];
  const at = next.updatedAt;
  const action = next.subscribed ? "subscribed" : "unsubscribed";
  const data = { at, action, actor: "operator" } satisfies ConsentRecord;
  return [{ put: consentKey(next.id, at, action), v: 1, data, expect: "any" }];
}

/** Reads the address's suppression after the address was taken: whoever suppresses it meanwhile finds us, or we it. */
async function settleSuppression(
  world: ContactsWorld,
  profile: Profile,
  hash: string,
): Promise<Profile> {
  const found = await readSuppression(world, hash);
  if (!found || stronger(profile.suppression, found) === profile.suppression) return profile;
  return untilNoConflict(async () => {
    const item = await readProfile(world, profile.id);
    if (!item) throw new Conflict("the contact was erased meanwhile");
    const next = { ...item.data, suppression: stronger(item.data.suppression, found) };
    await world.table.write([putProfile(next, item.version)]);
    return next;
  });
}

const badEmail = (message: string) => new InvalidInput(message, [{ path: "/email", message }]);

const details = ({ timeZone, locale }: ContactInput) => ({
  ...(timeZone !== undefined && { timeZone }),
  ...(locale !== undefined && { locale }),
});

function merge(old: Attributes, changes: Attributes = {}): Attributes {
  const entries = Object.entries({ ...old, ...changes }).filter(([, value]) => value !== null);
  const merged = Object.fromEntries(entries);
  if (JSON.stringify(merged).length > MAX_ATTRIBUTES_BYTES) {
    const message = "the attributes of a contact may be at most 64 KB in all";
    throw new InvalidInput(message, [{ path: "/attributes", message }]);
  }
  return merged;
}
