import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Conflict } from "#shared/kernel/errors.ts";
import { Database } from "./database.ts";

/**
 * The data folder, open for this process alone: an exclusive lock on a small file of its own, which the
 * system gives up when the process dies, however it dies.
 * @throws Conflict when another process has the folder
 */
export function openFolder(path: string): { database: Database; close: () => void } {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(path, "lock.sqlite"));
  try {
    lock.exec(
      "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (x)",
    );
    lock.exec("COMMIT");
  } catch (error) {
    lock.close();
    throw new Conflict(`another process uses the data folder ${path}`, { cause: error });
  }
  const database = new Database(join(path, "dripstack.sqlite"));
  const close = () => {
    database.close();
    lock.close();
  };
  return { database, close };
}
