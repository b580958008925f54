import { parseAddress } from "#shared/audience/addresses/index.ts";
import { type ConsentRecord, putConsent, readSuppression } from "#shared/audience/consent/index.ts";
import { CONTACT_CREATED, type EventRow } from "#shared/audience/events/index.ts";
import {
  ATTRIBUTE_LIMITS,
  type Attributes,
  addressHash,
  changeWrites,
  creationWrites,
  findByAddress,
  type Profile,
  putProfile,
  readProfile,
  rowNames,
  type Suppression,
  strongerSuppression,
  withFields,
} from "#shared/audience/profiles/index.ts";
import { Conflict, type Fault, InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { digest, isContactId, newContactId } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Item, Put, Table } from "#shared/ports/table.ts";
import { changeAttributes } from "./change-attributes.ts";
import type { ContactListeners } from "./listeners.ts";

export type ContactsWorld = {
  table: Table<"people" | "index", "people" | "index">;
  secrets: Secrets<"lookup">;
  clock: Clock;
  random: Random;
};

/** What a caller may set; omitted fields stay. Null removes an attribute, zone or locale. */
export type ContactInput = {
  email?: string;
  attributes?: Attributes;
  timeZone?: string | null;
  locale?: string | null;
  subscribed?: boolean;
  /** Imported from another system: no `contact.created`, and attributes publish no changes. */
  existing?: boolean;
};

/** Pending events of one contact that no worker processes: its row must not overflow. */
const MAX_PENDING = 50;
/** The same in bytes: a change holds values before and after, at most twice all attributes. */
const MAX_PENDING_BYTES = 200 * 1024;

/**
 * Creates a contact, or gives the contact with that address its id; with `mustBeNew` only the
 * former.
 * @throws InvalidInput without an address, with another contact's, or with too many attributes
 * @throws Unavailable while the contact with that address is being erased
 */
export async function createContact(
  world: ContactsWorld,
  { externalId, mustBeNew }: { externalId?: string | undefined; mustBeNew?: true },
  input: ContactInput,
  listeners: ContactListeners,
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
    if (mustBeNew) throw new Conflict("another request created this contact at the same time");
    if (!externalId) return held.data;
    if (held.data.externalId) throw badEmail(EMAIL_TAKEN);
    return changeContact(world, held, { ...input, externalId }, listeners);
  }
  const now = world.clock.now();
  const { timeZone, locale } = input;
  const blank: Profile = {
    id: newContactId(now, world.random.bytes(8)),
    ...(externalId && !isContactId(externalId) && { externalId }),
    ...(timeZone && { timeZone }),
    ...(locale && { locale }),
    email,
    attributes: {},
    subscribed: input.subscribed ?? true,
    suppression: await readSuppression(world, hash),
    createdAt: now,
    updatedAt: now,
    ...(input.existing && { existing: now }),
  };
  const profile = withAttributes(blank, input, listeners, { version: 0, now });
  const created = listeners.created && !input.existing ? withCreation(profile) : profile;
  await world.table.write(creationWrites(created, await rowNames(world, hash)));
  return applySuppression(world, created, hash);
}

/** `contact.created` precedes all other pending events. */
function withCreation(profile: Profile): Profile {
  const { id, createdAt: at, pending = [] } = profile;
  const created = { id: `n_${digest(id)}`, name: CONTACT_CREATED, at, data: {} };
  return { ...profile, pending: [created, ...pending] };
}

/**
 * Changes a contact at the version that was read.
 * @throws InvalidInput for another contact's address, or too many attributes
 * @throws Conflict when another writer was faster
 */
export async function changeContact(
  world: ContactsWorld,
  { data: old, version }: Item<Profile>,
  input: ContactInput & { externalId?: string },
  listeners: ContactListeners,
): Promise<Profile> {
  const email = input.email === undefined ? old.email : parseAddress(input.email);
  const [oldHash, hash] = [await addressHash(world, old.email), await addressHash(world, email)];
  if (hash !== oldHash) {
    const holder = await findByAddress(world, hash);
    if (holder && holder !== old.id) throw badEmail(EMAIL_TAKEN);
  }
  const now = Math.max(world.clock.now(), old.updatedAt);
  const renamed: Profile = {
    ...withFields(old, input),
    ...(input.externalId && { externalId: input.externalId }),
    ...(input.subscribed !== undefined && { subscribed: input.subscribed }),
    ...(hash !== oldHash && {
      suppression: await suppressionAfterMove(world, old.suppression, hash),
    }),
    email,
    updatedAt: now,
  };
  const changes = PUBLISHED_FIELDS.map((name) => fieldChange(name, old, renamed));
  const also = Object.assign({}, ...changes) as Record<string, Change>;
  const move = hash === oldHash ? undefined : await namesOfMove(world, oldHash, hash);
  const next = withAttributes(renamed, input, listeners, { version, now, also });
  await world.table.write([...changeWrites(old, next, version, move), ...consentOf(old, next)]);
  return applySuppression(world, next, hash);
}

const namesOfMove = async (world: ContactsWorld, from: string, to: string) => ({
  from: await rowNames(world, from),
  to: await rowNames(world, to),
});

/**
 * A contact's own unsubscribe or complaint moves to the new address; a bounce of the old one does
 * not.
 */
async function suppressionAfterMove(world: ContactsWorld, old: Suppression | null, hash: string) {
  const own = old?.reason === "complaint" || old?.reason === "unsubscribe" ? old : null;
  const found = await readSuppression(world, hash);
  return found ? strongerSuppression(own, found) : own;
}

/** The consent record of an operator's change. */
function consentOf(old: Profile, next: Profile): Put<"people">[] {
  if (old.subscribed === next.subscribed) return [];
  const at = next.updatedAt;
  const action = next.subscribed ? "subscribed" : "unsubscribed";
  const data = { at, action, actor: "operator" } satisfies ConsentRecord;
  return [putConsent(next.id, data)];
}

/**
 * Reads the address's suppression again once the address is claimed: a concurrent `suppress` either
 * finds the contact, or is found here.
 */
async function applySuppression(
  world: ContactsWorld,
  profile: Profile,
  hash: string,
): Promise<Profile> {
  const found = await readSuppression(world, hash);
  if (!found || strongerSuppression(profile.suppression, found) === profile.suppression)
    return profile;
  return untilNoConflict(async () => {
    const item = await readProfile(world, profile.id);
    if (!item) throw new Conflict("the contact was erased at the same time");
    const next = { ...item.data, suppression: strongerSuppression(item.data.suppression, found) };
    await world.table.write([putProfile(next, item.version)]);
    return next;
  });
}

export const EMAIL_TAKEN = "this email belongs to another contact: use the id of that contact";
export const badEmail = (message: string) =>
  new InvalidInput(message, [{ path: "/email", message }]);

/** Fields beside the attributes whose changes are published. */
const PUBLISHED_FIELDS = ["timeZone", "locale", "email", "subscribed"] as const;
type Change = { from: string | boolean | null; to: string | boolean | null };

function fieldChange(name: (typeof PUBLISHED_FIELDS)[number], old: Profile, next: Profile) {
  if (old[name] === next[name]) return {};
  return { [name]: { from: old[name] ?? null, to: next[name] ?? null } };
}

/** The profile with the given attributes and the pending events of listened-to changes. */
function withAttributes(
  profile: Profile,
  { attributes = {}, existing }: ContactInput,
  { attributes: listenedTo, others }: ContactListeners,
  { version, now, also = {} }: { version: number; now: number; also?: Record<string, Change> },
): Profile {
  const published = Object.entries(also).filter(([name]) => others.has(name));
  const next = changeAttributes(profile, attributes, listenedTo, {
    id: `u_${digest(profile.id, version)}`,
    now,
    silent: existing === true,
    ...(published.length > 0 && { also: Object.fromEntries(published) }),
  });
  const faults = sizeFaults(next.attributes);
  if (faults.length > 0) throw new InvalidInput(faults[0]!.message, faults);
  if (isOverPendingLimit(next.pending)) {
    throw new Unavailable("too many changes of this contact are waiting: send it again later");
  }
  return next;
}

/** A fault where a contact's attributes are too many, or too large together. */
export function sizeFaults(attributes: Attributes): Fault[] {
  const { allBytes, names } = ATTRIBUTE_LIMITS;
  const count = Object.values(attributes).filter((value) => value !== null).length;
  if (count > names) {
    const message = `a contact has at most ${names} attributes`;
    return [{ path: "/attributes", message }];
  }
  if (Buffer.byteLength(JSON.stringify(attributes)) <= allBytes) return [];
  const message = `the attributes of a contact may be at most ${allBytes / 1024} KB in all`;
  return [{ path: "/attributes", message }];
}

/** A single change always fits the row, by the attribute limits. */
const isOverPendingLimit = (pending: EventRow[] = []): boolean =>
  pending.length > MAX_PENDING ||
  (pending.length > 1 && Buffer.byteLength(JSON.stringify(pending)) > MAX_PENDING_BYTES);
