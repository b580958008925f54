import type { Database } from "./database.ts";

/** A few small values about the data folder. */
export class Meta {
  readonly #database: Database;
  readonly #get;
  readonly #put;

  constructor(database: Database) {
    database.sql.exec(
      "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    );
    this.#database = database;
    this.#get = database.sql.prepare("SELECT value FROM meta WHERE name = ?");
    this.#put = database.sql.prepare("INSERT OR REPLACE INTO meta VALUES (?, ?)");
  }

  get(name: string): Uint8Array | undefined {
    return (this.#get.get(name) as { value: Uint8Array } | undefined)?.value;
  }

  /** Resolves once the value is on disk. */
  async put(name: string, value: Uint8Array): Promise<void> {
    await this.#database.commit(() => this.#put.run(name, value));
  }
}
