import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Conflict, Unavailable } from "#shared/kernel/errors.ts";
import { Database } from "./database.ts";
import { makePrivate } from "./private-folder.ts";

/**
 * The data folder, open for this process alone: an exclusive lock on a small file of its own, which the
 * system gives up when the process dies, however it dies.
 * Nobody else of the machine may look into it: see `makePrivate`.
 * @throws Conflict when another process has the folder
 * @throws InvalidInput when other users may look into it and that can not be mended
 * @throws Unavailable when it can not be made
 */
export function openFolder(path: string): { database: Database; close: () => void } {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Unavailable(`DRIPSTACK_DATA: ${resolve(path)} can not be made a folder`, {
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
