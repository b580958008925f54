import type { Database } from "./database.ts";

/**
 * Records the messages in progress, batch by batch, in rows that survive the process: a message
 * that ends the process must count as received, or it would end every later one.
 */
export class Receipts {
  readonly #database: Database;
  readonly #statements;
  /** The open batches with their unfinished messages. */
  readonly #open = new Map<number, Set<number>>();
  readonly #batchOf = new Map<number, number>();
  #last = 0;

  constructor(database: Database) {
    this.#database = database;
    database.sql.exec(
      "CREATE TABLE IF NOT EXISTS queue_receipts (batch INTEGER PRIMARY KEY, ids TEXT NOT NULL)",
    );
    this.#statements = {
      all: database.sql.prepare("SELECT ids FROM queue_receipts"),
      clear: database.sql.prepare("DELETE FROM queue_receipts"),
      insert: database.sql.prepare("INSERT INTO queue_receipts (batch, ids) VALUES (?, ?)"),
      shrink: database.sql.prepare("UPDATE queue_receipts SET ids = ? WHERE batch = ?"),
      remove: database.sql.prepare("DELETE FROM queue_receipts WHERE batch = ?"),
    };
  }

  /**
   * Calls `work` with the messages in progress when the last process ended, and forgets them, in
   * one transaction.
   */
  recover(work: (ids: number[]) => void): void {
    const rows = this.#statements.all.all() as { ids: string }[];
    if (rows.length === 0) return;
    this.#database.writeNow(() => {
      work(rows.flatMap(({ ids }) => JSON.parse(ids) as number[]));
      this.#statements.clear.run();
    });
  }

  /** Records a batch before work on it begins. */
  open(ids: number[]): void {
    this.#last += 1;
    const batch = this.#last;
    this.#database.writeNow(() => this.#statements.insert.run(batch, JSON.stringify(ids)));
    this.#open.set(batch, new Set(ids));
    for (const id of ids) this.#batchOf.set(id, batch);
  }

  /** Call within the commit that finishes the messages. */
  close(ids: number[]): void {
    for (const [batch, own] of Map.groupBy(ids, (id) => this.#batchOf.get(id))) {
      const left = batch === undefined ? undefined : this.#open.get(batch);
      if (batch === undefined || left === undefined) continue;
      for (const id of own) {
        left.delete(id);
        this.#batchOf.delete(id);
      }
      if (left.size > 0) this.#statements.shrink.run(JSON.stringify([...left]), batch);
      else {
        this.#open.delete(batch);
        this.#statements.remove.run(batch);
      }
    }
  }
}
