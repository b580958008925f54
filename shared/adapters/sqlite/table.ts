import { type Conflict, RowConflict } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  type AddOptions,
  type Expect,
  type Item,
  type Key,
  type Page,
  type QueryOptions,
  type Range,
  TABLES,
  type Table,
  type TableName,
  type Write,
} from "#shared/ports/table.ts";
import {
  assertCountable,
  assertKey,
  assertKeys,
  assertPage,
  assertTransaction,
  assertWritable,
  encodeRow,
  TABLE_LIMITS,
} from "#shared/ports/table-limits.ts";
import { beginPage } from "#shared/ports/table-range.ts";
import type { Database } from "./database.ts";
import { prepareStatements, type Row, type Statements } from "./table-statements.ts";

/** Sorts after every key: in SQLite any blob is greater than any text. */
const END = new Uint8Array();
/** Sorts after any continuation of a prefix. */
const LAST = "\u{10ffff}".repeat(TABLE_LIMITS.skBytes / 4);
/** Before every instant: nothing has expired by then. */
const NEVER = Number.MIN_SAFE_INTEGER;
/** For a put that expects no row, and for an unconditional one. */
const [NONE, ALL] = [0, Number.POSITIVE_INFINITY];

/** The `Table` port on SQLite. Its text order is that of UTF-8 bytes. */
export class SqliteTable implements Table {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #statements: Record<TableName, Statements>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#statements = Object.fromEntries(
      TABLES.map((name) => [name, prepareStatements(database, name)]),
    ) as Record<TableName, Statements>;
  }

  get = async <D>(key: Key): Promise<Item<D> | undefined> => {
    assertKey(key);
    this.#database.beginReading();
    const row = this.#read(key);
    return row && toItem<D>(key.table, key.pk, row);
  };

  getMany = async <D>(keys: Key[]): Promise<(Item<D> | undefined)[]> => {
    assertKeys(keys);
    return Promise.all(keys.map((key) => this.get<D>(key)));
  };

  query = async <D>(
    table: TableName,
    pk: string,
    range: Range,
    options: QueryOptions = {},
  ): Promise<Page<D>> => {
    assertPage(pk, range, options);
    const begin = beginPage(range, options);
    if (!begin) return { items: [] };
    const { limit = TABLE_LIMITS.page, reverse = false, expired = false } = options;
    const { after } = begin;
    let [from, to]: [string, string | Uint8Array] =
      "prefix" in range ? [range.prefix, range.prefix + LAST] : [range.from ?? "", range.to || END];
    if (after !== undefined) [from, to] = reverse ? [from, after] : [after, to];
    const order = `${reverse ? "desc" : "asc"}${after === undefined ? "From" : "After"}` as const;
    const size = Math.min(limit, TABLE_LIMITS.page);
    this.#database.beginReading();
    const rows = this.#statements[table][order].all(
      pk,
      from,
      to,
      expired ? NEVER : this.#clock.now(),
      size,
    ) as unknown as Row[];
    const items = rows.map((row) => toItem<D>(table, pk, row));
    return { items, cursor: rows.length === size ? rows.at(-1)?.[0] : undefined };
  };

  write = async (writes: Write[], writer?: string): Promise<void> => {
    assertWritable(writes, writer);
    const encoded = writes.map(encode);
    assertTransaction(encoded);
    try {
      await this.#database.commitWhole(encoded.length, () => {
        for (const [i, write] of encoded.entries()) {
          const failure = this.#apply(write, writer);
          if (failure) throw this.#isDone(encoded.slice(i), writer) ? DONE : failure;
        }
      });
    } catch (failure) {
      if (failure !== DONE) throw failure;
    }
  };

  writeEach = async (writes: Write[], writer?: string): Promise<(Error | undefined)[]> => {
    assertWritable(writes, writer);
    const encoded = writes.map(encode);
    return this.#database.commit(() =>
      encoded.map((write) => {
        const failure = this.#apply(write, writer);
        return failure && this.#isDone([write], writer) ? undefined : failure;
      }),
    );
  };

  add = async (
    key: Key,
    fields: Record<string, number>,
    options: AddOptions = {},
  ): Promise<Record<string, number>> => {
    assertCountable(key, fields, options);
    const { from } = options;
    return this.#database.commit(() => {
      const [, , , kept = null, data = "{}"] = this.#read(key) ?? [];
      const totals: Record<string, number> = JSON.parse(data);
      for (const [name, amount] of Object.entries(fields)) {
        const current = ownValue(totals, name) ?? from ?? 0;
        totals[name] = Math.max(current, from ?? current) + amount;
      }
      const expires = options.expiresAt ?? kept;
      const sum = JSON.stringify(totals);
      this.#statements[key.table].put.run(key.pk, key.sk, 1, 1, expires, null, sum, ALL, 0);
      return Object.fromEntries(Object.keys(fields).map((name) => [name, totals[name]!]));
    });
  };

  /** Standalone only: the first partition key at or after `from`. */
  firstPk(table: TableName, from: string): string | undefined {
    return (this.#statements[table].first.get(from) as { pk: string } | undefined)?.pk;
  }

  /** Standalone only: removes expired rows of the next `limit` after `position`. */
  async sweepExpired(
    table: TableName,
    position: { pk: string; sk: string },
    limit: number,
  ): Promise<{ pk: string; sk: string } | undefined> {
    const rows = this.#statements[table].sweep.all(position.pk, position.sk, limit) as unknown as {
      pk: string;
      sk: string;
      expires: number | null;
    }[];
    const now = this.#clock.now();
    const dead = rows.filter((row) => row.expires !== null && row.expires <= now);
    if (dead.length > 0) {
      await this.#database.commit(() => {
        for (const { pk, sk } of dead) this.#statements[table].delete.run(pk, sk);
      });
    }
    const last = rows.at(-1);
    return rows.length === limit && last ? { pk: last.pk, sk: last.sk } : undefined;
  }

  #read(key: Key): Row | undefined {
    const row = this.#statements[key.table].get.get(key.pk, key.sk) as Row | undefined;
    if (!row) return undefined;
    const [, , , expires] = row;
    return expires === null || expires > this.#clock.now() ? row : undefined;
  }

  /** Applies one write. Returns the conflict when the row is not as expected. */
  #apply(write: Encoded, writer: string | undefined): Conflict | undefined {
    const { key } = write;
    const isMet = write.data === undefined ? this.#delete(write) : this.#put(write, writer ?? null);
    return isMet ? undefined : new RowConflict(key);
  }

  /** Whether the write had been done before: a row has our token. */
  #isDone(open: Encoded[], writer: string | undefined): boolean {
    if (writer === undefined) return false;
    return open.some(({ key: { table, pk, sk }, expect }) => {
      const row = this.#statements[table].get.get(pk, sk) as Row | undefined;
      return expect !== "any" && row?.[5] === writer;
    });
  }

  #put({ key, expect, v, expires, data }: Encoded, writer: string | null): boolean {
    const { table, pk, sk } = key;
    const { put, replace } = this.#statements[table];
    const now = this.#clock.now();
    const { changes } =
      typeof expect === "number"
        ? replace.run(expect + 1, v, expires, writer, data!, pk, sk, expect, now)
        : put.run(pk, sk, versionAfter(expect), v, expires, writer, data!, below(expect), now);
    return changes > 0;
  }

  #delete({ key, expect }: Encoded): boolean {
    if (expect !== "any") {
      const [, version] = this.#read(key) ?? [];
      const isMet =
        typeof expect === "number"
          ? version === expect
          : version === undefined || version < below(expect);
      if (!isMet) return false;
    }
    this.#statements[key.table].delete.run(key.pk, key.sk);
    return true;
  }
}

type Encoded = { key: Key; expect: Expect; v: number; expires: number | null; data?: string };

const encode = (write: Write): Encoded =>
  "put" in write
    ? {
        key: write.put,
        expect: write.expect,
        v: write.v,
        expires: write.expiresAt ?? null,
        data: encodeRow(write),
      }
    : { key: write.delete, expect: write.expect, v: 0, expires: null };

/** Thrown to roll back a write that had been done before. */
const DONE = Symbol("done before");

type Unversioned = Exclude<Expect, number>;

/** Rows below this version may be replaced. */
function below(expect: Unversioned): number {
  if (typeof expect === "object") return expect.below;
  return expect === "any" ? ALL : NONE;
}

const versionAfter = (expect: Unversioned): number =>
  typeof expect === "object" ? expect.below : 1;

function toItem<D>(table: TableName, pk: string, row: Row): Item<D> {
  const [sk, version, v, expiresAt, text] = row;
  const data = JSON.parse(text) as D;
  return expiresAt === null
    ? { table, pk, sk, version, v, data }
    : { table, pk, sk, version, v, data, expiresAt };
}
