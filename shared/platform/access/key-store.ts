import { createHash } from "node:crypto";
import { Conflict, Denied, NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS, HOUR_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Expect, Item, Table, TableReader, Write } from "#shared/ports/table.ts";
import type { KeyInfo } from "./keys.ts";

type Reads = { table: TableReader<"keys"> };
type Writes = { table: Table<"keys", "keys"> };
/** Points to a key's row, whose name only its holder and its hash know. */
type ListRow = { hash: string };

const LISTED = "key#";
/** Resolution of a key's last use. */
const USED_EVERY_MS = HOUR_MS;

/** The hash under which a key is stored: SHA-256 in hex. */
export const hashKey = (key: string): string => createHash("sha256").update(key).digest("hex");
const idOf = (hash: string) => hash.slice(0, 16);
const keyRow = (hash: string) => ({ table: "keys", pk: `key#${hash}`, sk: "-" }) as const;
const listRow = (id: string) => ({ table: "keys", pk: WORKSPACE, sk: LISTED + id }) as const;

/** Names the installation's own key. */
const OWN = { table: "keys", pk: WORKSPACE, sk: "own" } as const;

const additions = (hash: string, info: KeyInfo, expect: Expect): Write<"keys">[] => [
  { put: keyRow(hash), v: 1, data: info, expect },
  { put: listRow(info.id), v: 1, data: { hash } satisfies ListRow, expect: "any" },
];
const removals = (hash: string): Write<"keys">[] => [
  { delete: keyRow(hash), expect: "any" },
  { delete: listRow(idOf(hash)), expect: "any" },
];

/** Adds a key. The key itself is never stored. */
export async function addKey(
  { table }: Writes,
  key: string,
  about: Omit<KeyInfo, "id">,
): Promise<KeyInfo> {
  const hash = hashKey(key);
  const info = { id: idOf(hash), ...about };
  await table.write(additions(hash, info, "absent"));
  return info;
}

/**
 * Sets the installation's own admin key and removes the previous one. Keys created with that one
 * stay.
 */
export async function setInstallationKey(
  world: Writes,
  key: string,
  about: Omit<KeyInfo, "id">,
): Promise<void> {
  const { table } = world;
  const hash = hashKey(key);
  const old = (await table.get<ListRow>(OWN, { consistent: true }))?.data.hash;
  const there = await table.get(keyRow(hash), { consistent: true });
  if (there && old === hash) return;
  await table.write([
    ...additions(hash, { id: idOf(hash), ...about }, there?.version ?? "absent"),
    { put: OWN, v: 1, data: { hash } satisfies ListRow, expect: "any" },
    ...(old === undefined || old === hash ? [] : removals(old)),
  ]);
}

/** The hash of the installation's own key; undefined once that is revoked. */
export async function findInstallationKey({ table }: Reads): Promise<string | undefined> {
  const hash = (await table.get<ListRow>(OWN, { consistent: true }))?.data.hash;
  return hash !== undefined && (await table.get(keyRow(hash))) ? hash : undefined;
}

/**
 * The holder of a key, by its hash.
 * @throws Denied for an unknown or expired key
 */
export async function checkKey(world: Writes & { clock: Clock }, hash: string): Promise<KeyInfo> {
  const item = await world.table.get<KeyInfo>(keyRow(hash), { consistent: true });
  if (!item)
    throw new Denied("this API key is not known: make one with `npx dripstack keys create`", false);
  const now = world.clock.now();
  const { expiresAt = Number.POSITIVE_INFINITY, usedAt = 0 } = item.data;
  if (expiresAt <= now) throw new Denied("this API key has expired: make another one", false);
  if (now - usedAt >= USED_EVERY_MS) await recordUse(world, hash, item, now);
  return item.data;
}

/**
 * At most one write an hour and key, also with concurrent writers; a failed write does not fail the
 * use.
 */
async function recordUse({ table }: Writes, hash: string, item: Item<KeyInfo>, now: number) {
  const data: KeyInfo = { ...item.data, usedAt: now };
  try {
    await table.write([{ put: keyRow(hash), v: 1, data, expect: item.version }]);
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Unavailable)) throw error;
  }
}

/** Adds `by` (may be negative) to a key's sends on the day of `now`; returns the new count. */
export async function countSends(
  { table }: Writes,
  id: string,
  by: number,
  now: number,
): Promise<number> {
  const day = Math.floor(now / DAY_MS);
  const row = { table: "keys", pk: `sends#${id}`, sk: String(day) } as const;
  const { sends = 0 } = await table.add(row, { sends: by }, { expiresAt: (day + 2) * DAY_MS });
  return sends;
}

/** A page of keys by id; `next`: the id after which the next page begins. */
export async function listKeys(
  { table }: Reads,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: KeyInfo[]; next?: string }> {
  const page = await table.query<ListRow>(
    "keys",
    WORKSPACE,
    { prefix: LISTED },
    {
      // One more shows whether another page follows.
      limit: limit + 1,
      ...(after !== undefined && { after: LISTED + after }),
    },
  );
  const here = page.items.slice(0, limit);
  const last = page.items.length > limit ? here.at(-1)?.sk : page.cursor;
  const keys = here.map(({ data }) => keyRow(data.hash));
  const rows = await getRows<"keys", KeyInfo>(table, keys, {});
  const items = rows.flatMap((item) => item?.data ?? []);
  return { items, ...(last !== undefined && { next: last.slice(LISTED.length) }) };
}

/** Revokes an API key. @throws NotFound */
export async function revokeKey({ table }: Writes, id: string): Promise<void> {
  const item = await table.get<ListRow>(listRow(id), { consistent: true });
  if (!item) throw new NotFound("there is no API key with this id: GET /v1/keys lists them");
  await table.write(removals(item.data.hash));
}
