import type { Scan } from "#shared/ports/scan.ts";
import type { Item, Page } from "#shared/ports/table.ts";
import type { Database } from "./database.ts";

/** Rows per page: some ten milliseconds of the engine's thread. */
const PAGE = 500;

type Row = {
  pk: string;
  sk: string;
  version: number;
  v: number;
  expires: number | null;
  data: string;
};

/** The `Scan` port on SQLite; the table must exist. */
export class SqliteScan implements Scan {
  readonly #database: Database;
  readonly #page;

  constructor(database: Database) {
    this.#database = database;
    this.#page = database.sql.prepare(
      "SELECT pk, sk, version, v, expires, data FROM due WHERE (pk, sk) > (?, ?) ORDER BY pk, sk LIMIT ? + 0",
    );
  }

  due = async <D>(after?: string): Promise<Page<D>> => {
    const [pk, sk] = after === undefined ? ["", ""] : (JSON.parse(after) as [string, string]);
    this.#database.beginReading();
    const rows = this.#page.all(pk, sk, PAGE) as unknown as Row[];
    const last = rows.at(-1);
    return {
      items: rows.map(toItem<D>),
      ...(last && rows.length === PAGE && { cursor: JSON.stringify([last.pk, last.sk]) }),
    };
  };
}

const toItem = <D>({ expires, data, ...row }: Row): Item<D> => ({
  table: "due",
  ...row,
  ...(expires !== null && { expiresAt: expires }),
  data: JSON.parse(data),
});
