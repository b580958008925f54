import { Defect } from "#shared/kernel/errors.ts";
import type { AddOptions, Key, Put, QueryOptions, Range, Write } from "./table.ts";

/** The same on every adapter, so that what works standalone works on AWS. */
export const TABLE_LIMITS = {
  /** DynamoDB's 400 KB for an item include keys and metadata. */
  itemBytes: 396 * 1024,
  /** DynamoDB's 4 MB for a transaction include keys and metadata. */
  wholeBytes: 4_000_000,
  pkBytes: 2048,
  skBytes: 1024,
  writerBytes: 64,
  getMany: 100,
  write: 100,
  page: 1000,
} as const;

/** Metadata of a row: names, numbers and the writer's token. */
const MARK_BYTES = 160;
/** The most UTF-8 bytes per UTF-16 unit. */
const BYTES_PER_UNIT = 3;

const bytes = (text: string) => Buffer.byteLength(text, "utf8");
const fits = (text: string, limit: number) =>
  text.length * BYTES_PER_UNIT <= limit || bytes(text) <= limit;
const check = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Defect(otherwise);
};

/** Lone surrogates would make two keys one in UTF-8. */
const isPk = (pk: string) => pk !== "" && fits(pk, TABLE_LIMITS.pkBytes) && pk.isWellFormed();
const isBound = (sk = "") => fits(sk, TABLE_LIMITS.skBytes) && sk.isWellFormed();

/**
 * Adapters call this before reading a row.
 * @throws Defect for an impossible key
 */
export function assertKey({ table, pk, sk }: Key): void {
  check(isPk(pk) && sk !== "" && isBound(sk), `a key of ${table} is empty, too long or no text`);
}

/**
 * Before reading several rows.
 * @throws Defect for an impossible key, or too many
 */
export function assertKeys(keys: Key[]): void {
  check(keys.length <= TABLE_LIMITS.getMany, "more than 100 rows in one read");
  keys.forEach(assertKey);
}

/**
 * Before reading a page.
 * @throws Defect for an impossible bound, or an empty page
 */
export function assertPage(pk: string, range: Range, { after, limit = 1 }: QueryOptions): void {
  const bounds = "prefix" in range ? [range.prefix] : [range.from, range.to];
  check(
    isPk(pk) && [...bounds, after].every(isBound),
    "the bounds of a query are too long or no text",
  );
  check(Number.isInteger(limit) && limit > 0, "a page holds one row at least");
}

/**
 * Before writing.
 * @throws Defect for an impossible key, too many rows, or an invalid version or expiry
 */
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

/**
 * Before a transaction.
 * @throws Defect for a row twice, or too much data at once
 */
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
 * Before adding.
 * @throws Defect for an impossible key, no field, a number that is not whole, or two fields with
 * `from`
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

/**
 * A row as stored.
 * @throws Defect when it is too large
 */
export function encodeRow(put: Put): string {
  const text = JSON.stringify(put.data);
  check(fits(text, TABLE_LIMITS.itemBytes), `a row of ${put.put.table} is too large`);
  return text;
}

export const keyOf = (write: Write): Key => ("put" in write ? write.put : write.delete);
