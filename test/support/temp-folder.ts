import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

/** Names the folder of a run for the processes and threads that it starts. */
const VARIABLE = "TEST_TEMP_ROOT";
const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
/** What tools make beside package.json when they are not told where to. */
const STRAY = /^(cdk\.out|data$|dripstack-|mailbox-|sink-|planted-)/;
/** Node keeps compiled modules there for the tools that ask for it. */
const OF_NODE = "node-compile-cache";
/** Signals that end a run and can be caught; by 128 and their number it exits. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };

/** A new folder for a test. It goes with the run, at the latest. */
export function tempFolder(name = "data"): string {
  return mkdtempSync(join(openTemp().folders, `${name}-`));
}

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** `folders` are ours; `others` is what a run and its children take for the system's own. */
type Temp = { folders: string; others: string };
const partsOf = (root: string): Temp => ({
  folders: join(root, "folders"),
  others: join(root, "others"),
});

/**
 * Makes the folder of this run, in which all that is temporary goes; the first call counts, also
 * for child processes that inherit the environment. When the process that made it ends, also by a
 * signal, the folder goes and what was left outside `tempFolder` is named and fails the run.
 */
export function openTemp(): Temp {
  const inherited = process.env[VARIABLE];
  if (inherited) return partsOf(inherited);
  const root = mkdtempSync(join(tmpdir(), "dripstack-test-"));
  const temp = partsOf(root);
  // A daemon that gives up its rights must reach its own folder.
  chmodSync(root, 0o711);
  for (const folder of Object.values(temp)) mkdirSync(folder);
  process.env[VARIABLE] = root;
  process.env.TMPDIR = temp.others;
  const before = new Set(readdirSync(PROJECT));
  process.once("exit", () => {
    const strays = readdirSync(PROJECT).filter((name) => !before.has(name) && STRAY.test(name));
    const others = readdirSync(temp.others).filter((name) => name !== OF_NODE);
    const left = [...others, ...strays];
    removeFolder(root);
    for (const name of strays) removeFolder(join(PROJECT, name));
    if (left.length === 0) return;
    process.stderr.write(`Left behind, not made by tempFolder(): ${left.join(", ")}\n`);
    process.exitCode ||= 1;
  });
  for (const [signal, code] of isMainThread ? Object.entries(SIGNALS) : []) {
    process.once(signal, () => process.exit(code));
  }
  return temp;
}
