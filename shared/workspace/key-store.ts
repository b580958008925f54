import { createHash } from "node:crypto";
import { Denied, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";
import type { KeyInfo } from "./keys.ts";

type Reads = { table: TableReader<"keys"> };
type Writes = { table: Table<"keys", "keys"> };
/** Finds a key's own row, whose name only its holder and its hash know. */
type ListRow = { hash: string };

/** As many as a table reads in one call. */
const READ_AT_ONCE = 100;
const LISTED = "key#";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const keyRow = (hash: string) => ({ table: "keys", pk: `key#${hash}`, sk: "-" }) as const;
const listRow = (id: string) => ({ table: "keys", pk: WORKSPACE, sk: LISTED + id }) as const;

/** Makes `key` valid. It is shown to its owner and kept nowhere. */
export async function addKey(
  { table }: Writes,
  key: string,
  about: Omit<KeyInfo, "id">,
): Promise<KeyInfo> {
  const hash = hashOf(key);
  const info = { id: hash.slice(0, 16), ...about };
  await table.write([
    { put: keyRow(hash), v: 1, data: info, expect: "any" },
    { put: listRow(info.id), v: 1, data: { hash } satisfies ListRow, expect: "any" },
  ]);
  return info;
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
  await table.write([
    { delete: keyRow(item.data.hash), expect: "any" },
    { delete: listRow(id), expect: "any" },
  ]);
}
