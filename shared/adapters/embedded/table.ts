import { randomUUID } from "node:crypto";
import type { StatementSync } from "node:sqlite";
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

type Row = {
  sk: string;
  version: number;
  v: number;
  expires: number | null;
  writer: string | null;
  data: string;
};
type Statements = Record<
  "get" | "put" | "delete" | "sweep" | "first" | `${Order}${Edge}`,
  StatementSync
>;
type Order = "asc" | "desc";
type Edge = "From" | "After";

/** After every key that may be stored. */
const LAST = "\u{10ffff}";
const COLUMNS = "sk, version, v, expires, writer, data";

/** The `Table` port on SQLite: one `WITHOUT ROWID` table each, whose text order is that of UTF-8 bytes. */
export class SqliteTable implements Table {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #statements: Record<TableName, Statements>;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#statements = Object.fromEntries(
      TABLES.map((name) => [name, prepare(database, name)]),
    ) as Record<TableName, Statements>;
  }

  get = async <D>(key: Key): Promise<Item<D> | undefined> => {
    const row = this.#read(key);
    return row && toItem<D>(key.table, key.pk, row);
  };

  getMany = async <D>(keys: Key[]): Promise<(Item<D> | undefined)[]> =>
    keys.map((key) => {
      const row = this.#read(key);
      return row && toItem<D>(key.table, key.pk, row);
    });

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
    const rows = this.#statements[table][order].all(
      pk,
      from,
      to,
      this.#clock.now(),
      size,
    ) as unknown as Row[];
    const items = rows.map((row) => toItem<D>(table, pk, row));
    return { items, cursor: rows.length === size ? rows.at(-1)?.sk : undefined };
  };

  write = (writes: Write[], writer: string = randomUUID()): Promise<void> => {
    assertWritable(writes);
    const encoded = writes.map(encode);
    return this.#database.commit(() => {
      const undone = encoded.filter((write) => !this.#isDone(write, writer));
      for (const write of undone) this.#check(write);
      for (const write of undone) this.#apply(write, writer);
    });
  };

  writeEach = (writes: Write[], writer: string = randomUUID()): Promise<(Error | undefined)[]> => {
    assertWritable(writes);
    const encoded = writes.map(encode);
    return this.#database.commit(() =>
      encoded.map((write) => {
        try {
          if (this.#isDone(write, writer)) return undefined;
          this.#check(write);
          this.#apply(write, writer);
          return undefined;
        } catch (error) {
          return error as Error;
        }
      }),
    );
  };

  add = (
    key: Key,
    fields: Record<string, number>,
    options: { expiresAt?: number } = {},
  ): Promise<Record<string, number>> =>
    this.#database.commit(() => {
      const row = this.#read(key);
      const totals: Record<string, number> = row ? JSON.parse(row.data) : {};
      for (const [name, amount] of Object.entries(fields)) {
        totals[name] = (totals[name] ?? 0) + amount;
      }
      const expires = options.expiresAt ?? row?.expires ?? null;
      const data = JSON.stringify(totals);
      this.#statements[key.table].put.run(key.pk, key.sk, 1, 1, expires, null, data);
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
    const rows = this.#statements[table].sweep.all(place.pk, place.sk, limit) as unknown as (Row & {
      pk: string;
    })[];
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
    const alive = row && (row.expires === null || row.expires > this.#clock.now());
    return alive ? row : undefined;
  }

  #isDone({ key, expect }: Encoded, writer: string): boolean {
    return expect !== "any" && this.#read(key)?.writer === writer;
  }

  #check({ key, expect }: Encoded): void {
    if (expect === "any") return;
    const found = this.#read(key)?.version;
    const met =
      expect === "absent"
        ? found === undefined
        : typeof expect === "number"
          ? found === expect
          : found === undefined || found < expect.below;
    if (!met) throw new Conflict(`${key.table} ${key.sk} is not as expected`);
  }

  #apply(write: Encoded, writer: string): void {
    const { table, pk, sk } = write.key;
    if (write.data === undefined) this.#statements[table].delete.run(pk, sk);
    else {
      const version = versionAfter(write.expect);
      this.#statements[table].put.run(pk, sk, version, write.v, write.expires, writer, write.data);
    }
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

function versionAfter(expect: Expect): number {
  if (typeof expect === "number") return expect + 1;
  return typeof expect === "object" ? expect.below : 1;
}

function toItem<D>(table: TableName, pk: string, row: Row): Item<D> {
  const { sk, version, v } = row;
  const data = JSON.parse(row.data) as D;
  return row.expires === null
    ? { table, pk, sk, version, v, data }
    : { table, pk, sk, version, v, data, expiresAt: row.expires };
}

function prepare({ sql }: Database, name: TableName): Statements {
  sql.exec(`CREATE TABLE IF NOT EXISTS "${name}" (
    pk TEXT NOT NULL, sk TEXT NOT NULL, version INTEGER NOT NULL, v INTEGER NOT NULL,
    expires INTEGER, writer TEXT, data TEXT NOT NULL, PRIMARY KEY (pk, sk)) WITHOUT ROWID`);
  const page = (lower: string, upper: string, order: Order) =>
    sql.prepare(`SELECT ${COLUMNS} FROM "${name}" WHERE pk = ? AND sk ${lower} ? AND sk ${upper} ?
      AND (expires IS NULL OR expires > ?) ORDER BY sk ${order} LIMIT ?`);
  return {
    get: sql.prepare(`SELECT ${COLUMNS} FROM "${name}" WHERE pk = ? AND sk = ?`),
    put: sql.prepare(`INSERT OR REPLACE INTO "${name}" VALUES (?, ?, ?, ?, ?, ?, ?)`),
    delete: sql.prepare(`DELETE FROM "${name}" WHERE pk = ? AND sk = ?`),
    ascFrom: page(">=", "<=", "asc"),
    ascAfter: page(">", "<=", "asc"),
    descFrom: page(">=", "<=", "desc"),
    descAfter: page(">=", "<", "desc"),
    sweep: sql.prepare(
      `SELECT pk, ${COLUMNS} FROM "${name}" WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ?`,
    ),
    first: sql.prepare(`SELECT pk FROM "${name}" WHERE pk >= ? ORDER BY pk LIMIT 1`),
  };
}
