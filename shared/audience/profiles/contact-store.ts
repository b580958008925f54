import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import { estimateLength, LIST_SHARDS, listKey, listShard } from "#shared/bulk/index.ts";
import { mergePages } from "#shared/kernel/merge-pages.ts";
import type { Delete, Key, Put, TableReader, Write } from "#shared/ports/table.ts";
import { addressKey, readAddressRows } from "./address-row-store.ts";
import { type LookupWorld, rowNames } from "./lookup.ts";
import type { Profile } from "./profile.ts";
import { profileKey, putProfile } from "./profile-store.ts";
import type { RowNames } from "./row-names.ts";

type Reads = { table: TableReader<"index"> };
type Pointer = { contact: string };

/**
 * The lists that name a contact: by our id, by the caller's, and by its address in lower case, all
 * spread over shards. Only the last two are written for search; the hashed address is what no two
 * contacts may share.
 */
const LIST = "list";
const NAMES = { own: LIST, external: "ext", address: "address" } as const;
export type NameKind = keyof typeof NAMES;

const ownKey = (contact: string) => listKey(LIST, contact);
const externalKey = (id: string) => listKey(NAMES.external, id);
const plainKey = (email: string) => listKey(NAMES.address, canonicalAddress(email));

/** A page of the contacts (our ids) whose name of a kind begins with `prefix`, by that name. */
export const listByName = async (
  world: Reads,
  kind: NameKind,
  { prefix, ...page }: { prefix?: string; limit: number; after?: string; reverse?: boolean },
): Promise<{ items: { name: string; contact: string }[]; next?: string }> => {
  const { items, next } = await mergePages(LIST_SHARDS, page, (shard, after, limit) =>
    listShard<Pointer>(world, NAMES[kind], shard, after, limit, {
      ...(prefix && { prefix }),
      ...(page.reverse && { reverse: true }),
    }),
  );
  const named = items.map(({ sk, data: { contact } }) => ({ name: sk, contact }));
  return { items: named, ...(next !== undefined && { next }) };
};

/** A page of a shard of all contacts, oldest first. */
export const listContacts = (world: Reads, shard: number, after?: string, limit?: number) =>
  listShard<Pointer>(world, LIST, shard, after, limit);

/** About how many contacts there are; undefined when there are too many to count. */
export const estimateContacts = (world: Reads) => estimateLength(world, LIST);

const claim = (
  key: Key<"index">,
  contact: string,
  expect: "absent" | "any" = "absent",
): Put<"index"> => ({ put: key, v: 1, data: { contact } satisfies Pointer, expect });
const release = (key: Key<"index">): Delete<"index"> => ({ delete: key, expect: "any" });

const claimAddress = ({ write }: RowNames, contact: string) =>
  write.map((name) => claim(addressKey("email", name), contact));
const releaseAddress = ({ read }: RowNames) =>
  read.map((name) => release(addressKey("email", name)));

/** The contact with an address; `hash` comes from `addressHash`. */
export async function findByAddress(
  world: Reads & LookupWorld,
  hash: string,
): Promise<string | undefined> {
  const { read } = await rowNames(world, hash);
  const [row] = await readAddressRows<Pointer>(world, "email", read);
  return row?.data.contact;
}

export async function findByExternalId({ table }: Reads, id: string): Promise<string | undefined> {
  return (await table.get<Pointer>(externalKey(id), { consistent: true }))?.data.contact;
}

/** The writes that create a contact and claim both its names, for one transaction. */
export function creationWrites(profile: Profile, address: RowNames): Write<"people" | "index">[] {
  const named = profile.externalId ? [claim(externalKey(profile.externalId), profile.id)] : [];
  return [
    putProfile(profile, "absent"),
    ...claimAddress(address, profile.id),
    claim(plainKey(profile.email), profile.id, "any"),
    claim(ownKey(profile.id), profile.id),
    ...named,
  ];
}

/** The writes that change a contact at `version`; `moved`: its old and new address rows. */
export function changeWrites(
  old: Profile,
  next: Profile,
  version: number,
  moved?: { from: RowNames; to: RowNames },
): Write<"people" | "index">[] {
  const address = moved
    ? [
        ...releaseAddress(moved.from),
        ...claimAddress(moved.to, next.id),
        release(plainKey(old.email)),
        claim(plainKey(next.email), next.id, "any"),
      ]
    : [];
  const named =
    next.externalId && !old.externalId ? [claim(externalKey(next.externalId), next.id)] : [];
  return [putProfile(next, version), ...address, ...named];
}

/** The last writes of an erasure: the profile and its names. */
export function removalWrites(profile: Profile, address: RowNames): Write<"people" | "index">[] {
  const named = profile.externalId ? [release(externalKey(profile.externalId))] : [];
  return [
    { delete: profileKey(profile.id), expect: "any" },
    ...releaseAddress(address),
    release(plainKey(profile.email)),
    release(ownKey(profile.id)),
    ...named,
  ];
}
