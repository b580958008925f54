import { chmodSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** The permission bits of group and others. */
const OF_OTHERS = 0o077;
const OURS = /^(?:dripstack|lock)\.sqlite/;
/** Files that systems create: hidden files, and `lost+found` in the root of a volume. */
const OF_THE_SYSTEM = /^(?:\.|lost\+found$)/;

/**
 * Removes other users' permissions to an existing data folder and its database files. A folder with
 * foreign files may be meant for others and is refused.
 * @throws InvalidInput when the folder is open to others and is not ours to close
 */
export function makePrivate(path: string): void {
  // On Windows a folder inherits its access; mode bits say nothing.
  if (process.platform === "win32") return;
  const names = readdirSync(path);
  const foreign = names.find((name) => !OURS.test(name) && !OF_THE_SYSTEM.test(name));
  if (isOpen(path)) {
    if (foreign !== undefined) throw openToOthers(path, `also holds ${foreign}`);
    close(path, path);
  }
  for (const file of names.filter((name) => OURS.test(name)).map((name) => join(path, name))) {
    if (isOpen(file)) close(file, path);
  }
}

const isOpen = (path: string): boolean => (statSync(path).mode & OF_OTHERS) !== 0;

function close(path: string, folder: string): void {
  try {
    chmodSync(path, statSync(path).mode & ~OF_OTHERS);
  } catch {
    throw openToOthers(folder, "belongs to another user");
  }
}

const openToOthers = (path: string, why: string) =>
  new InvalidInput(
    `DRIPSTACK_DATA: ${resolve(path)} is open to other users of this machine, and ${why}: ` +
      "name a folder inside it, which will be created, or close it (chmod 700)",
  );
