import { Conflict } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  assertWritable,
  type Expect,
  encodeRow,
  type Item,
  type Key,
  type Page,
  type QueryOptions,
  type Range,
  TABLE_LIMITS,
  TABLES,
  type Table,
  type TableName,
  type Write,
} from "#shared/ports/table.ts";
import type { Database } from "./database.ts";
import { prepareStatements, type Row, type Statements } from "./table-statements.ts";

/** After every key that may be stored. */
const LAST = "\u{10ffff}";
/** No row's version is there, or every row's is: for a put that expects none, and for one that expects nothing. */
const [NONE, ALL] = [0, Number.MAX_SAFE_INTEGER];

/** The `Table` port on SQLite: one `WITHOUT ROWID` table each, whose text order is that of UTF-8 bytes. */
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
    this.#database.beginReading();
    const row = this.#read(key);
    return row && toItem<D>(key.table, key.pk, row);
  };

  getMany = <D>(keys: Key[]): Promise<(Item<D> | undefined)[]> =>
    Promise.all(keys.map((key) => this.get<D>(key)));

  query = async <D>(
    table: TableName,
    pk: string,
    range: Range,
    { limit = TABLE_LIMITS.page, after, reverse = false }: QueryOptions = {},
  ): Promise<Page<D>> => {
    let [from, to] =
      "prefix" in range
        ? [range.prefix, range.prefix + LAST]
        : [range.from ?? "", range.to ?? LAST];
    if (after !== undefined) [from, to] = reverse ? [from, after] : [after, to];
    const order = `${reverse ? "desc" : "asc"}${after === undefined ? "From" : "After"}` as const;
    const size = Math.min(limit, TABLE_LIMITS.page);
    this.#database.beginReading();
    const rows = this.#statements[table][order].all(
      pk,
      from,
      to,
      this.#clock.now(),
      size,
    ) as unknown as Row[];
    const items = rows.map((row) => toItem<D>(table, pk, row));
    return { items, cursor: rows.length === size ? rows.at(-1)?.[0] : undefined };
  };

  write = (writes: Write[], writer?: string): Promise<void> => {
    assertWritable(writes);
    const encoded = writes.map(encode);
    return this.#database.commitWhole(encoded.length, () => {
      for (const write of encoded) {
        const failure = this.#apply(write, writer);
        if (failure) throw failure;
      }
    });
  };

  writeEach = (writes: Write[], writer?: string): Promise<(Error | undefined)[]> => {
    assertWritable(writes);
    const encoded = writes.map(encode);
    return this.#database.commit(() => encoded.map((write) => this.#apply(write, writer)));
  };

  add = (
    key: Key,
    fields: Record<string, number>,
    options: { expiresAt?: number } = {},
  ): Promise<Record<string, number>> =>
    this.#database.commit(() => {
      const [, , , kept = null, data = "{}"] = this.#read(key) ?? [];
      const totals: Record<string, number> = JSON.parse(data);
      for (const [name, amount] of Object.entries(fields)) {
        totals[name] = (totals[name] ?? 0) + amount;
      }
      const expires = options.expiresAt ?? kept;
      const sum = JSON.stringify(totals);
      this.#statements[key.table].put.run(key.pk, key.sk, 1, 1, expires, null, sum, ALL, 0);
      return Object.fromEntries(Object.keys(fields).map((name) => [name, totals[name]!]));
    });

  /** Embedded only: the first partition key at or after `from`, for moving the clock straight to what is due. */
  firstPk(table: TableName, from: string): string | undefined {
    return (this.#statements[table].first.get(from) as { pk: string } | undefined)?.pk;
  }

  /** Embedded only: removes expired rows among the next `limit` after `place`; returns the new place, if any. */
  async sweepExpired(
    table: TableName,
    place: { pk: string; sk: string },
    limit: number,
  ): Promise<{ pk: string; sk: string } | undefined> {
    const rows = this.#statements[table].sweep.all(place.pk, place.sk, limit) as unknown as {
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

  /** Does one write. Returns why not, when the row is not as expected and not of the same `writer` either. */
  #apply(write: Encoded, writer: string | undefined): Conflict | undefined {
    const { key } = write;
    const isMet = write.data === undefined ? this.#delete(write) : this.#put(write, writer ?? null);
    const isDone = isMet || (writer !== undefined && this.#read(key)?.[5] === writer);
    return isDone ? undefined : new Conflict(`${key.table} ${key.sk} is not as expected`);
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
