import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A row of `people` with the version it is at. */
export type BareRow = { pk: string; sk: string; version: number; data: string };

/**
 * The floor under durable steps: the same rows in a file of their own, each replaced at its version
 * by one prepared statement, `perCommit` of them a transaction (WAL, `synchronous=FULL`, so flushed
 * on this thread; pages of 8 KB), `rounds` times over. No reading, no JSON, no promises. Returns
 * rows per CPU-second of the whole process.
 */
export function measureBare(
  folder: string,
  rows: BareRow[],
  rounds: number,
  perCommit: number,
): number {
  const sql = new DatabaseSync(join(folder, "bare.sqlite"));
  sql.exec(`PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;
    CREATE TABLE people (pk TEXT NOT NULL, sk TEXT NOT NULL, version INTEGER NOT NULL, data TEXT NOT NULL,
      PRIMARY KEY (pk, sk)) WITHOUT ROWID; BEGIN`);
  const insert = sql.prepare("INSERT INTO people VALUES (?, ?, ?, ?)");
  for (const { pk, sk, version, data } of rows) insert.run(pk, sk, version, data);
  sql.exec("COMMIT");
  const update = sql.prepare(
    "UPDATE people SET version = ? + 1, data = ? WHERE pk = ? AND sk = ? AND version = ?",
  );
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    for (let first = 0; first < rows.length; first += perCommit) {
      sql.exec("BEGIN IMMEDIATE");
      for (const { pk, sk, version, data } of rows.slice(first, first + perCommit)) {
        const { changes } = update.run(version + round, data, pk, sk, version + round);
        if (changes !== 1) throw new Error("the bare row was not at its version");
      }
      sql.exec("COMMIT");
    }
  }
  const { user, system } = process.cpuUsage(before);
  sql.close();
  return (rows.length * rounds * 1e6) / (user + system);
}
