import { contactKey } from "#shared/audience/partition/index.ts";
import {
  addressKey,
  findByAddress,
  type LookupWorld,
  type Profile,
  putProfile,
  readAddressRows,
  readProfile,
  rowNames,
  type Suppression,
  type SuppressionReason,
  strongerSuppression,
} from "#shared/audience/profiles/index.ts";
import { listedWrites } from "#shared/audience/suppression-list/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Put, Table, TableReader } from "#shared/ports/table.ts";

type Writes = LookupWorld & { table: Table<"people" | "index", "people" | "index"> };

/** A change of a contact's consent; append-only. */
export type ConsentRecord = {
  at: number;
  action: "subscribed" | "unsubscribed" | "suppressed" | "lifted";
  reason?: string;
  actor: "person" | "provider" | "operator" | "sequence";
};

/** The row of a consent change; the same change has the same key. */
export const putConsent = (contact: string, record: ConsentRecord): Put<"people"> => ({
  put: contactKey(contact, `f#${oldestFirst(record.at)}#${record.action}`),
  v: 1,
  data: record,
  expect: "any",
});

/** The suppression of an address (by `addressHash`), if any. */
export async function readSuppression(
  world: LookupWorld & { table: TableReader<"index"> },
  hash: string,
): Promise<Suppression | null> {
  const { read } = await rowNames(world, hash);
  return strongest(await readAddressRows<Suppression>(world, "suppressed", read));
}

const strongest = (rows: Item<Suppression>[]) =>
  rows.reduce<Suppression | null>((found, { data }) => strongerSuppression(found, data), null);

/**
 * Suppresses an address, with or without a contact; no mail starts after it returns. Idempotent; a
 * weaker reason never replaces a stronger one.
 */
export async function suppress(
  world: Writes,
  hash: string,
  suppression: Suppression,
  actor: ConsentRecord["actor"],
): Promise<void> {
  await untilNoConflict(async () => {
    const { read, write } = await rowNames(world, hash);
    const rows = await readAddressRows<Suppression>(world, "suppressed", read);
    const found = strongest(rows);
    const next = strongerSuppression(found, suppression);
    if (next === found) return;
    const versions = new Map(rows.map(({ sk, version }) => [sk, version]));
    await world.table.write([
      ...write.map((name) => ({
        put: addressKey("suppressed", name),
        v: 1,
        data: next,
        expect: versions.get(name) ?? ("absent" as const),
      })),
      // An address is listed once, by its newest name, whatever rows it has.
      ...listedWrites(rows.map(listed), [{ name: write.at(-1)!, ...next }]),
    ]);
  });
  const contact = await findByAddress(world, hash);
  if (contact) await markProfile(world, contact, suppression, actor);
}

const readRows = async (world: Writes, hash: string) =>
  readAddressRows<Suppression>(world, "suppressed", (await rowNames(world, hash)).read);
const listed = ({ sk, data: { reason, at } }: Item<Suppression>) => ({ name: sk, reason, at });
const deleteRows = (rows: Item<Suppression>[]) => [
  ...rows.map(({ sk, version }) => ({
    delete: addressKey("suppressed", sk),
    expect: version,
  })),
  ...listedWrites(rows.map(listed), []),
];

/**
 * Lifts a suppression on behalf of an operator. A contact who unsubscribed stays unsubscribed until
 * resubscribing. The address row is deleted last, so a failed call can be repeated.
 */
export function liftSuppression(
  world: Writes,
  hash: string,
  now: number,
): Promise<Suppression | null> {
  return untilNoConflict(async () => {
    const rows = await readRows(world, hash);
    const found = strongest(rows);
    if (!found) return null;
    const contact = await findByAddress(world, hash);
    if (contact) await clearProfile(world, contact, found.reason, now);
    await world.table.write(deleteRows(rows));
    return found;
  });
}

const clearProfile = (world: Writes, contact: string, reason: SuppressionReason, now: number) =>
  changeProfile(world, contact, (profile) =>
    profile.suppression
      ? {
          profile: { ...profile, suppression: null, updatedAt: now },
          record: record("lifted", now, "operator", reason),
        }
      : undefined,
  );

/** Undoes a contact's own unsubscribe; other suppressions stay. */
export async function resubscribe(world: Writes, contact: string, hash: string, now: number) {
  await untilNoConflict(async () => {
    const rows = await readRows(world, hash);
    if (strongest(rows)?.reason !== "unsubscribe") return;
    await world.table.write(deleteRows(rows));
  });
  await changeProfile(world, contact, (profile) => {
    const suppression = profile.suppression?.reason === "unsubscribe" ? null : profile.suppression;
    if (profile.subscribed && suppression === profile.suppression) return undefined;
    return {
      profile: { ...profile, subscribed: true, suppression, updatedAt: now },
      record: record("subscribed", now, "person"),
    };
  });
}

async function markProfile(
  world: Writes,
  contact: string,
  suppression: Suppression,
  actor: ConsentRecord["actor"],
): Promise<void> {
  const { reason, at } = suppression;
  await changeProfile(world, contact, (profile) => {
    const next = strongerSuppression(profile.suppression, suppression);
    const subscribed = profile.subscribed && reason !== "unsubscribe";
    if (next === profile.suppression && subscribed === profile.subscribed) return undefined;
    return {
      profile: { ...profile, suppression: next, subscribed, updatedAt: at },
      record: record("suppressed", at, actor, reason),
    };
  });
}

const record = (
  action: ConsentRecord["action"],
  at: number,
  actor: ConsentRecord["actor"],
  reason?: SuppressionReason,
): ConsentRecord => ({ at, action, actor, ...(reason && { reason }) });

type Change = { profile: Profile; record: ConsentRecord } | undefined;

async function changeProfile(
  world: Writes,
  contact: string,
  decide: (profile: Profile) => Change,
): Promise<void> {
  await untilNoConflict(async () => {
    const item = await readProfile(world, contact);
    const next = item && decide(item.data);
    if (!next) return;
    await world.table.write([
      putProfile(next.profile, item.version),
      putConsent(contact, next.record),
    ]);
  });
}
