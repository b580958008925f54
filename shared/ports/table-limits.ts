import { Defect } from "#shared/kernel/errors.ts";
import type { AddOptions, Key, Put, QueryOptions, Range, Write } from "./table.ts";

/** Equal on every adapter, so that what works embedded works on AWS. */
export const TABLE_LIMITS = {
  /** DynamoDB's 400 KB of an item hold keys and marks too. */
  itemBytes: 396 * 1024,
  /** DynamoDB's 4 MB of a transaction, whichever sort of MB, hold keys and marks too. */
  wholeBytes: 4_000_000,
  pkBytes: 2048,
  skBytes: 1024,
  writerBytes: 64,
  getMany: 100,
  write: 100,
  page: 1000,
} as const;

/** What a store keeps beside a row's key and data: names, numbers and the writer's token. */
const MARK_BYTES = 160;
/** No character takes more in UTF-8 for one unit of a string. */
const BYTES_PER_UNIT = 3;

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const fits = (text: string, limit: number) =>
  text.length * BYTES_PER_UNIT <= limit || bytes(text) <= limit;
const check = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Defect(otherwise);
};

/** UTF-8 has no half characters: two keys would become one. */
const isPk = (pk: string) => pk !== "" && fits(pk, TABLE_LIMITS.pkBytes) && pk.isWellFormed();
const isBound = (sk = "") => fits(sk, TABLE_LIMITS.skBytes) && sk.isWellFormed();

/** Every adapter calls this before it reads a row. @throws Defect for a key that no row can have */
export function assertKey({ table, pk, sk }: Key): void {
  check(isPk(pk) && sk !== "" && isBound(sk), `a key of ${table} is empty, too long or no text`);
}

/** And this before it reads some. @throws Defect for such a key, or for too many */
export function assertKeys(keys: Key[]): void {
  check(keys.length <= TABLE_LIMITS.getMany, "more than 100 rows in one read");
  keys.forEach(assertKey);
}

/** And this before it reads a page. @throws Defect for a bound that no key reaches, or a page of nothing */
export function assertPage(pk: string, range: Range, { after, limit = 1 }: QueryOptions): void {
  const bounds = "prefix" in range ? [range.prefix] : [range.from, range.to];
  check(
    isPk(pk) && [...bounds, after].every(isBound),
    "the bounds of a query are too long or no text",
  );
  check(Number.isInteger(limit) && limit > 0, "a page holds one row at least");
}

/** And this before it writes. @throws Defect for such a key, too many rows, or a number that is none */
export function assertWritable(writes: Write[], writer = ""): void {
  check(writes.length <= TABLE_LIMITS.write, "more than 100 rows in one write");
  check(fits(writer, TABLE_LIMITS.writerBytes), "a writer's token is too long");
  for (const write of writes) {
    assertKey(keyOf(write));
    const { expect } = write;
    const version = typeof expect === "object" ? expect.below : expect;
    const isVersion = typeof version === "string" || Number.isSafeInteger(version);
    const isInstant = !("put" in write) || Number.isFinite(write.expiresAt ?? 0);
    check(isVersion && isInstant, `a row of ${keyOf(write).table} expects or expires at no number`);
  }
}

/** And this before it writes several rows whole. @throws Defect for a row twice, or too much data at once */
export function assertTransaction(rows: { key: Key; data?: string }[]): void {
  if (rows.length < 2) return;
  const names = new Set(rows.map(({ key: { table, pk, sk } }) => JSON.stringify([table, pk, sk])));
  check(names.size === rows.length, "a row twice in one write");
  const size = rows.reduce(
    (sum, { key, data = "" }) => sum + bytes(key.pk) + bytes(key.sk) + bytes(data) + MARK_BYTES,
    0,
  );
  check(size <= TABLE_LIMITS.wholeBytes, "the rows of one write are too large together");
}

/**
 * And this before it adds. @throws Defect for such a key, no field, what is no whole number, or two
 * fields `from` one
 */
export function assertCountable(
  key: Key,
  fields: Record<string, number>,
  { from }: AddOptions = {},
): void {
  assertKey(key);
  const amounts = Object.values(fields);
  check(
    amounts.length > 0 && [...amounts, from ?? 0].every(Number.isSafeInteger),
    "what is added are whole numbers",
  );
  check(from === undefined || amounts.length === 1, "only one field counts on from somewhere");
}

/** A row as it is stored. @throws Defect when it is larger than a row may be */
export function encodeRow(put: Put): string {
  const text = JSON.stringify(put.data);
  check(fits(text, TABLE_LIMITS.itemBytes), `a row of ${put.put.table} is too large`);
  return text;
}

export const keyOf = (write: Write): Key => ("put" in write ? write.put : write.delete);
