import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Key, Put, Table, TableReader } from "#shared/ports/table.ts";
import { type LookupWorld, newestName } from "./lookup.ts";
import { type Suppression, stronger } from "./profile.ts";

/** What is stored of an address: whose it is, and why no mail goes there. */
type AddressRow = "email" | "suppressed";
type Reads = { table: TableReader<"index"> };

/** Rows are spread by the first character of their name, of 64. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const KINDS: AddressRow[] = ["email", "suppressed"];
export const ADDRESS_SHARDS = KINDS.length * ALPHABET.length;
const PAGE = 100;

const pkOf = (kind: AddressRow, first: string) => `${WORKSPACE}#${kind}#${first}`;
export const addressKey = (kind: AddressRow, name: string): Key<"index"> => ({
  table: "index",
  pk: pkOf(kind, name[0]!),
  sk: name,
});

/** The rows of these names, the newest first, that there are. */
export async function readAddressRows<D>(
  { table }: Reads,
  kind: AddressRow,
  names: string[],
): Promise<Item<D>[]> {
  const keys = names.map((name) => addressKey(kind, name));
  const readNewest = async () => {
    const row = await table.get<D>(keys[0]!, { consistent: true });
    return row ? [row] : [];
  };
  if (keys.length === 1) return readNewest();
  const rows = await table.getMany<D>(keys, { consistent: true });
  const found = rows.flatMap((row) => row ?? []);
  // It may have been renamed between the reads of its two names.
  return found.length > 0 ? found : readNewest();
}

/** A page of a shard (below `ADDRESS_SHARDS`), in the order of the names. */
export function listAddressRows({ table }: Reads, shard: number, after?: string) {
  const kind = KINDS[Math.floor(shard / ALPHABET.length)]!;
  const pk = pkOf(kind, ALPHABET[shard % ALPHABET.length]!);
  return table.query<object>("index", pk, {}, { limit: PAGE, after, consistent: true });
}

/**
 * Gives a row its name by the newest key. Where one stands there already it keeps the stronger of
 * two suppressions: one who did not know the newest key yet may have written the old row alone.
 */
export async function renameAddressRow(
  world: LookupWorld & { table: Table<"index", "index"> },
  key: Pick<Key<"index">, "pk" | "sk">,
): Promise<void> {
  const name = newestName(await world.secrets.ring("lookup"), key.sk);
  if (name === undefined) return;
  const kind = KINDS.find((one) => key.pk.startsWith(pkOf(one, "")))!;
  await untilNoConflict(async () => {
    const [old] = await readAddressRows<object>(world, kind, [key.sk]);
    if (!old) return;
    const [next] = await readAddressRows<object>(world, kind, [name]);
    const data = next && kind === "suppressed" ? strongerOf(next, old) : (next ?? old).data;
    const put = { put: addressKey(kind, name), v: 1, data, expect: next?.version ?? "absent" };
    await world.table.write([
      ...(data === next?.data ? [] : [put as Put<"index">]),
      { delete: addressKey(kind, key.sk), expect: old.version },
    ]);
  });
}

const strongerOf = (one: Item<object>, other: Item<object>) =>
  stronger(one.data as Suppression, other.data as Suppression);
