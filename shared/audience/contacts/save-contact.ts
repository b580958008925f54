import { parseAddress } from "#shared/audience/addresses/index.ts";
import { type ConsentRecord, putConsent, readSuppression } from "#shared/audience/consent/index.ts";
import { CONTACT_CREATED, type EventRow } from "#shared/audience/events/index.ts";
import {
  ATTRIBUTE_LIMITS,
  type Attributes,
  addressHash,
  change,
  creation,
  findByAddress,
  type Profile,
  putProfile,
  readProfile,
  rowNames,
  type Suppression,
  stronger,
  withFields,
} from "#shared/audience/profiles/index.ts";
import { Conflict, InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
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

/**
 * What a caller may set; what is left out stays. An attribute, a zone or a language set to null
 * goes.
 */
export type ContactInput = {
  email?: string;
  attributes?: Attributes;
  timeZone?: string | null;
  locale?: string | null;
  subscribed?: boolean;
  /** Known before, of an old list: the contact is not greeted as new, its attributes are no news. */
  existing?: boolean;
};

/** News of one person that nobody takes in: the work has stopped, and their row must not burst. */
const MAX_PENDING = 50;
/**
 * The same in bytes: one change is told with the values before and after, which are twice all
 * attributes at most.
 */
const MAX_PENDING_BYTES = 200 * 1024;

/**
 * Makes a contact, or gives the one with that address its id.
 * @throws InvalidInput without an address, with that of another contact, or with too many attributes
 * @throws Unavailable while the contact with that address is being erased
 */
export async function makeContact(
  world: ContactsWorld,
  { externalId }: { externalId?: string },
  input: ContactInput,
  audience: ContactListeners,
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
    if (held.data.externalId)
      throw badEmail("this email belongs to another contact: use its id, or `onConflict`");
    return changeContact(world, held, { ...input, externalId }, audience);
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
  const profile = withAttributes(blank, input, audience, { version: 0, now });
  const made = audience.created && !input.existing ? withCreation(profile) : profile;
  await world.table.write(creation(made, await rowNames(world, hash)));
  return settleSuppression(world, made, hash);
}

/** The news of a new contact comes before all others. */
function withCreation(profile: Profile): Profile {
  const { id, createdAt: at, pending = [] } = profile;
  const created = { id: `n_${digest(id)}`, name: CONTACT_CREATED, at, data: {} };
  return { ...profile, pending: [created, ...pending] };
}

/**
 * Changes a contact at the version that was read.
 * @throws InvalidInput for the address of another contact, or too many attributes
 * @throws Conflict when somebody else was faster
 */
export async function changeContact(
  world: ContactsWorld,
  { data: old, version }: Item<Profile>,
  input: ContactInput & { externalId?: string },
  audience: ContactListeners,
): Promise<Profile> {
  const email = input.email === undefined ? old.email : parseAddress(input.email);
  const [oldHash, hash] = [await addressHash(world, old.email), await addressHash(world, email)];
  if (hash !== oldHash) {
    const holder = await findByAddress(world, hash);
    if (holder && holder !== old.id)
      throw badEmail("this email belongs to another contact: use its id, or `onConflict`");
  }
  const now = Math.max(world.clock.now(), old.updatedAt);
  const renamed: Profile = {
    ...withFields(old, input),
    ...(input.externalId && { externalId: input.externalId }),
    ...(input.subscribed !== undefined && { subscribed: input.subscribed }),
    ...(hash !== oldHash && { suppression: await moved(world, old.suppression, hash) }),
    email,
    updatedAt: now,
  };
  const turns = TOLD.map((name) => turned(name, old, renamed));
  const also = Object.assign({}, ...turns) as Record<string, Change>;
  const move = hash === oldHash ? undefined : await namesOfMove(world, oldHash, hash);
  const next = withAttributes(renamed, input, audience, { version, now, also });
  await world.table.write([...change(old, next, version, move), ...consentOf(old, next)]);
  return settleSuppression(world, next, hash);
}

const namesOfMove = async (world: ContactsWorld, from: string, to: string) => ({
  from: await rowNames(world, from),
  to: await rowNames(world, to),
});

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
  return [putConsent(next.id, data)];
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
    if (!item) throw new Conflict("the contact was erased at the same time");
    const next = { ...item.data, suppression: stronger(item.data.suppression, found) };
    await world.table.write([putProfile(next, item.version)]);
    return next;
  });
}

export const badEmail = (message: string) =>
  new InvalidInput(message, [{ path: "/email", message }]);

/** What is told of besides attributes, where it changed. */
const TOLD = ["timeZone", "locale", "email", "subscribed"] as const;
type Change = { from: string | boolean | null; to: string | boolean | null };

function turned(name: (typeof TOLD)[number], old: Profile, next: Profile) {
  if (old[name] === next[name]) return {};
  return { [name]: { from: old[name] ?? null, to: next[name] ?? null } };
}

/** The profile with the attributes that are given, and with the news of what somebody listens to. */
function withAttributes(
  profile: Profile,
  { attributes = {}, existing }: ContactInput,
  { attributes: heard, others }: ContactListeners,
  { version, now, also = {} }: { version: number; now: number; also?: Record<string, Change> },
): Profile {
  const told = Object.entries(also).filter(([name]) => others.has(name));
  const next = changeAttributes(profile, attributes, heard, {
    id: `u_${digest(profile.id, version)}`,
    now,
    silent: existing === true,
    ...(told.length > 0 && { also: Object.fromEntries(told) }),
  });
  if (Buffer.byteLength(JSON.stringify(next.attributes)) > ATTRIBUTE_LIMITS.allBytes) {
    const most = ATTRIBUTE_LIMITS.allBytes / 1024;
    const message = `the attributes of a contact may be at most ${most} KB in all`;
    throw new InvalidInput(message, [{ path: "/attributes", message }]);
  }
  if (isTooMuch(next.pending)) {
    throw new Unavailable("too many changes of this contact are waiting: send it again later");
  }
  return next;
}

/** A single change is taken whatever its size: by the limits of attributes it fits the row. */
const isTooMuch = (pending: EventRow[] = []): boolean =>
  pending.length > MAX_PENDING ||
  (pending.length > 1 && Buffer.byteLength(JSON.stringify(pending)) > MAX_PENDING_BYTES);
