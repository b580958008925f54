import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Conflict, Unavailable } from "#shared/kernel/errors.ts";
import { Database } from "./database.ts";
import { makePrivate } from "./private-folder.ts";

/**
 * Opens the data folder for this process alone, by an exclusive lock on a file that the system
 * releases when the process dies, and closes it to other users: see `makePrivate`.
 * @throws Conflict when another process uses the folder
 * @throws InvalidInput when other users can read it and that can't be changed
 * @throws Unavailable when it can't be created
 */
export function openFolder(path: string): { database: Database; close: () => void } {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Unavailable(`DRIPSTACK_DATA: ${resolve(path)} can't be created`, {
      cause: error,
    });
  }
  makePrivate(path);
  const lock = new DatabaseSync(join(path, "lock.sqlite"));
  try {
    lock.exec(
      "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (x)",
    );
    lock.exec("COMMIT");
  } catch (error) {
    lock.close();
    const place = resolve(path);
    throw new Conflict(
      `another process uses the data folder ${place}: stop it, or set DRIPSTACK_DATA to another folder`,
      [],
      { cause: error },
    );
  }
  const database = new Database(join(path, "dripstack.sqlite"));
  const close = () => {
    database.close();
    lock.close();
  };
  return { database, close };
}
