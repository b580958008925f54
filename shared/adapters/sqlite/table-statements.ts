import type { StatementSync } from "node:sqlite";
import type { TableName } from "#shared/ports/table.ts";
import type { Database } from "./database.ts";

/** A row as read: an array costs a fifth less than an object. */
export type Row = [
  sk: string,
  version: number,
  v: number,
  expires: number | null,
  data: string,
  writer: string | null,
];

export type Order = "asc" | "desc";
export type Edge = "From" | "After";
export type Statements = Record<
  "get" | "put" | "replace" | "delete" | "sweep" | "first" | `${Order}${Edge}`,
  StatementSync
>;

const COLUMNS = "sk, version, v, expires, data, writer";

/**
 * The statements of one table, which is created if missing. Expectations are part of the writing
 * statement: an unmet one changes no row, and nothing is read for it.
 *
 * A limit is `? + 0`: SQLite re-plans a statement with a bare `?` whenever it is bound (7 of a
 * query's 16 µs).
 */
export function prepareStatements({ sql }: Database, name: TableName): Statements {
  sql.exec(`CREATE TABLE IF NOT EXISTS "${name}" (
    pk TEXT NOT NULL, sk TEXT NOT NULL, version INTEGER NOT NULL, v INTEGER NOT NULL,
    expires INTEGER, writer TEXT, data TEXT NOT NULL, PRIMARY KEY (pk, sk)) WITHOUT ROWID`);
  const rows = (select: string) => {
    const statement = sql.prepare(select);
    statement.setReturnArrays(true);
    return statement;
  };
  const page = (lower: string, upper: string, order: Order) =>
    rows(`SELECT ${COLUMNS} FROM "${name}" WHERE pk = ? AND sk ${lower} ? AND sk ${upper} ?
      AND (expires IS NULL OR expires > ?) ORDER BY sk ${order} LIMIT ? + 0`);
  return {
    get: rows(`SELECT ${COLUMNS} FROM "${name}" WHERE pk = ? AND sk = ?`),
    /** If there is no row, an expired one, or one below a version. */
    put: sql.prepare(`INSERT INTO "${name}" (pk, sk, version, v, expires, writer, data)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version,
      v = excluded.v, expires = excluded.expires, writer = excluded.writer, data = excluded.data
      WHERE version < ? OR expires <= ?`),
    /** If the row is at a version. */
    replace: sql.prepare(`UPDATE "${name}" SET version = ?, v = ?, expires = ?, writer = ?, data = ?
      WHERE pk = ? AND sk = ? AND version = ? AND (expires IS NULL OR expires > ?)`),
    delete: sql.prepare(`DELETE FROM "${name}" WHERE pk = ? AND sk = ?`),
    ascFrom: page(">=", "<=", "asc"),
    ascAfter: page(">", "<=", "asc"),
    descFrom: page(">=", "<=", "desc"),
    descAfter: page(">=", "<", "desc"),
    sweep: sql.prepare(
      `SELECT pk, sk, expires FROM "${name}" WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ? + 0`,
    ),
    first: sql.prepare(`SELECT pk FROM "${name}" WHERE pk >= ? ORDER BY pk LIMIT 1`),
  };
}
