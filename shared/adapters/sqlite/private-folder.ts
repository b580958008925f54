import { chmodSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** The permission bits of group and others. */
const OF_OTHERS = 0o077;
const OURS = /^(?:dripstack|lock)\.sqlite/;
/** What systems put into any folder: hidden files, and `lost+found` in the root of a volume. */
const OF_THE_SYSTEM = /^(?:\.|lost\+found$)/;

/**
 * Takes from all other users the permissions to a data folder that was not made by us, and to the
 * database files in it. A folder that holds other files too may be meant for others: it is refused.
 * @throws InvalidInput when the folder is open to others and is not ours to close
 */
export function makePrivate(path: string): void {
  // There a folder's access follows its parent's; mode bits say nothing.
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
      "name a folder inside it, which is then made, or close it (chmod 700)",
  );
