import { createHash } from "node:crypto";
import { Denied, NotFound } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Entropy } from "#shared/ports/entropy.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/** `admin` may do everything, `read` may look, `send` may post events and messages. */
export const SCOPES = ["admin", "read", "send"] as const;
export type Scope = (typeof SCOPES)[number];

/** What is kept of a key: never the key. `id` is the start of its hash. */
export type KeyInfo = { id: string; name: string; scopes: Scope[]; createdAt: number };

type Writes = { table: Table<"index" | "library", "index" | "library"> };

const PREFIX = "drip_";

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");
const hashKey = (hash: string) => ({ table: "index", pk: `key#${hash}`, sk: "-" }) as const;
const listKey = (id: string) => ({ table: "library", pk: WORKSPACE, sk: `key#${id}` }) as const;

/** A new secret of 256 bits. */
export const newKey = (entropy: Entropy) =>
  PREFIX + Buffer.from(entropy.bytes(32)).toString("base64url");

/** Makes `key` valid. It is shown to its owner and kept nowhere. */
export async function addKey(
  { table }: Writes,
  key: string,
  { name, scopes, createdAt }: Omit<KeyInfo, "id">,
): Promise<KeyInfo> {
  const hash = hashOf(key);
  const info = { id: hash.slice(0, 16), name, scopes, createdAt };
  await table.write([
    { put: hashKey(hash), v: 1, data: info, expect: "any" },
    { put: listKey(info.id), v: 1, data: { ...info, hash }, expect: "any" },
  ]);
  return info;
}

/** Who holds this key. @throws Denied when nobody does */
export async function checkKey(
  { table }: { table: TableReader<"index"> },
  key: string,
): Promise<KeyInfo> {
  const item = await table.get<KeyInfo>(hashKey(hashOf(key)), { consistent: true });
  if (!item) throw new Denied("this key is not known", false);
  return item.data;
}

export async function listKeys({ table }: { table: TableReader<"library"> }): Promise<KeyInfo[]> {
  const page = await table.query<KeyInfo & { hash: string }>("library", WORKSPACE, {
    prefix: "key#",
  });
  return page.items.map(({ data: { id, name, scopes, createdAt } }) => ({
    id,
    name,
    scopes,
    createdAt,
  }));
}

/** From now on the key opens nothing. @throws NotFound */
export async function revokeKey({ table }: Writes, id: string): Promise<void> {
  const item = await table.get<{ hash: string }>(listKey(id), { consistent: true });
  if (!item) throw new NotFound("there is no key with this id");
  await table.write([
    { delete: hashKey(item.data.hash), expect: "any" },
    { delete: listKey(id), expect: "any" },
  ]);
}
