import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * A text as it may stand in a file: as UTF-8 or UTF-16, and in base64 at each place of its three.
 */
function formsOf(text: string): Buffer[] {
  const inBase64 = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(" ".repeat(shift) + text).toString("base64");
    // Its first and last characters hold parts of what stands before and behind.
    return Buffer.from(whole.slice(shift === 0 ? 0 : 4, -4));
  });
  return [Buffer.from(text), Buffer.from(text, "utf16le"), ...inBase64];
}

/** The files of a folder in whose bytes the text stands. */
export const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return formsOf(text).some((form) => bytes.includes(form));
  });

/**
 * The rows of a database that no process has open in which the text stands, each with its table.
 */
export function rowsWith(folder: string, text: string): { table: string; row: string }[] {
  return withDatabase(folder, (sql) => {
    const tables = sql.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return tables.flatMap(({ name }) =>
      sql
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => Object.values(row).map(show).join(" "))
        .filter((row) => formsOf(text).some((form) => row.includes(form.toString("latin1"))))
        .map((row) => ({ table: String(name), row })),
    );
  });
}

const show = (value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value);

/** Works on the database of a folder that no process has open. */
export function withDatabase<T>(folder: string, work: (sql: DatabaseSync) => T): T {
  const sql = new DatabaseSync(join(folder, "dripstack.sqlite"));
  try {
    return work(sql);
  } finally {
    sql.close();
  }
}
