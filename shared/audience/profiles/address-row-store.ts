import { listedWrites } from "#shared/audience/suppression-list/index.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Key, Put, Table, TableReader } from "#shared/ports/table.ts";
import { type LookupWorld, newestName } from "./lookup.ts";
import { type Suppression, strongerSuppression } from "./profile.ts";

/** Rows of an address: the contact that has it, and its suppression. */
type AddressRow = "email" | "suppressed";
type Reads = { table: TableReader<"index"> };

/** Rows are partitioned by the first character of their name, one of 64. */
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

/** The existing rows of these names, newest name first. */
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
  // A row may have been renamed between the reads of its two names.
  return found.length > 0 ? found : readNewest();
}

/** A page of a shard (below `ADDRESS_SHARDS`), by name. */
export function listAddressRows({ table }: Reads, shard: number, after?: string) {
  const kind = KINDS[Math.floor(shard / ALPHABET.length)]!;
  const pk = pkOf(kind, ALPHABET[shard % ALPHABET.length]!);
  return table.query<object>("index", pk, {}, { limit: PAGE, after, consistent: true });
}

/**
 * Renames a row to its name under the newest key. If that row exists already, the stronger of two
 * suppressions stays: a writer without the newest key may have written the old row only.
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
      ...(kind === "suppressed" ? renameListed([old, next], { name, data }) : []),
    ]);
  });
}

const renameListed = (
  rows: (Item<object> | undefined)[],
  { name, data }: { name: string; data: object },
) =>
  listedWrites(
    rows.flatMap((row) => (row ? [{ name: row.sk, ...(row.data as Suppression) }] : [])),
    [{ name, ...(data as Suppression) }],
  );

const strongerOf = (one: Item<object>, other: Item<object>) =>
  strongerSuppression(one.data as Suppression, other.data as Suppression);
