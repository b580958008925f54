import { createHash } from "node:crypto";
import { Denied, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Table, TableReader, Write } from "#shared/ports/table.ts";
import type { KeyInfo } from "./keys.ts";

type Reads = { table: TableReader<"keys"> };
type Writes = { table: Table<"keys", "keys"> };
/** Finds a key's own row, whose name only its holder and its hash know. */
type ListRow = { hash: string };

/** As many as a table reads in one call. */
const READ_AT_ONCE = 100;
const LISTED = "key#";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const idOf = (hash: string) => hash.slice(0, 16);
const keyRow = (hash: string) => ({ table: "keys", pk: `key#${hash}`, sk: "-" }) as const;
const listRow = (id: string) => ({ table: "keys", pk: WORKSPACE, sk: LISTED + id }) as const;

/** The row that says which key is the installation's own. */
const OWN = { table: "keys", pk: WORKSPACE, sk: "own" } as const;

const additions = (hash: string, info: KeyInfo): Write<"keys">[] => [
  { put: keyRow(hash), v: 1, data: info, expect: "any" },
  { put: listRow(info.id), v: 1, data: { hash } satisfies ListRow, expect: "any" },
];
const removals = (hash: string): Write<"keys">[] => [
  { delete: keyRow(hash), expect: "any" },
  { delete: listRow(idOf(hash)), expect: "any" },
];

/** Makes `key` valid. It is shown to its owner and kept nowhere. */
export async function addKey(
  { table }: Writes,
  key: string,
  about: Omit<KeyInfo, "id">,
): Promise<KeyInfo> {
  const hash = hashOf(key);
  const info = { id: idOf(hash), ...about };
  await table.write(additions(hash, info));
  return info;
}

/**
 * Makes `key` the installation's own admin key, in place of the one before, which ends with it. Keys
 * that were made with that one stay.
 */
export async function setOwnKey(
  world: Writes,
  key: string,
  about: Omit<KeyInfo, "id">,
): Promise<void> {
  const { table } = world;
  const hash = hashOf(key);
  const old = (await table.get<ListRow>(OWN, { consistent: true }))?.data.hash;
  const isKept = old === hash && (await table.get(keyRow(hash), { consistent: true }));
  if (isKept) return;
  await table.write([
    ...additions(hash, { id: idOf(hash), ...about }),
    { put: OWN, v: 1, data: { hash } satisfies ListRow, expect: "any" },
    ...(old === undefined || old === hash ? [] : removals(old)),
  ]);
}

/** Who holds this key. @throws Denied when nobody does */
export async function checkKey({ table }: Reads, key: string): Promise<KeyInfo> {
  const item = await table.get<KeyInfo>(keyRow(hashOf(key)), { consistent: true });
  if (!item) throw new Denied("this key is not known", false);
  return item.data;
}

/** A page of the keys, by their ids; `next` is the id after which the next page begins. */
export async function listKeys(
  { table }: Reads,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: KeyInfo[]; next?: string }> {
  const page = await table.query<ListRow>(
    "keys",
    WORKSPACE,
    { prefix: LISTED },
    {
      // One more tells whether another page follows.
      limit: limit + 1,
      ...(after !== undefined && { after: LISTED + after }),
    },
  );
  const here = page.items.slice(0, limit);
  const last = page.items.length > limit ? here.at(-1)?.sk : page.cursor;
  const items: KeyInfo[] = [];
  for (let i = 0; i < here.length; i += READ_AT_ONCE) {
    const rows = here.slice(i, i + READ_AT_ONCE).map(({ data }) => keyRow(data.hash));
    items.push(...(await table.getMany<KeyInfo>(rows)).flatMap((item) => item?.data ?? []));
  }
  return { items, ...(last !== undefined && { next: last.slice(LISTED.length) }) };
}

/** From now on the key opens nothing. @throws NotFound */
export async function revokeKey({ table }: Writes, id: string): Promise<void> {
  const item = await table.get<ListRow>(listRow(id), { consistent: true });
  if (!item) throw new NotFound("there is no key with this id");
  await table.write(removals(item.data.hash));
}
