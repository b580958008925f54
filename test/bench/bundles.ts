import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFESTS } from "#infra/aws/manifests.ts";
import { bundle } from "#test/support/bundle.ts";
import { tempFolder } from "#test/support/temp-folder.ts";
import { coldImport, median } from "./cold-import.ts";
import type { Measurement } from "./row.ts";

/** Fresh processes for each bundle and run: fifteen with the three runs of the bench. */
const PROCESSES = 5;
const FULL_PROCESSES = 15;
const BARE = "dynamodb";
const EMPTY = "empty";

const functions = MANIFESTS.map(({ name }) => name);
const folder = tempFolder();

/** Made once, for the first run that asks. */
let made: Promise<Map<string, string>> | undefined;

async function makeBundles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of functions) files.set(name, await bundle(name, folder));
  files.set(BARE, await bundle(BARE, folder, "test/bench/bare-dynamodb.ts"));
  const empty = join(folder, EMPTY, "index.js");
  mkdirSync(join(folder, EMPTY));
  writeFileSync(empty, "");
  return files.set(EMPTY, empty);
}

const rows = (row: string, names: string[], unit: string) =>
  Object.fromEntries(names.map((name) => [`${row}:${name}`, unit]));

/**
 * Each function bundled as the CDK bundles it: its size, and how long a fresh process takes to load
 * it (the median, less that of an empty module), beside a bare DynamoDB client bundled alike.
 */
export const bundleRows: Measurement = {
  units: {
    ...rows("bundle_kb", functions, "KB"),
    ...rows("cold_import_ms", [...functions, BARE], "ms"),
  },
  measure: async ({ full }) => {
    made ??= makeBundles();
    const files = await made;
    const taken = new Map<string, number[]>([...files.keys()].map((name) => [name, []]));
    // In turns, so that a busy moment of the machine falls on all alike.
    for (let turn = 0; turn < (full ? FULL_PROCESSES : PROCESSES); turn++) {
      for (const [name, file] of files) taken.get(name)!.push(coldImport(file));
    }
    const base = median(taken.get(EMPTY)!);
    return {
      ...sizes(files),
      ...Object.fromEntries(
        [...functions, BARE].map((name) => [
          `cold_import_ms:${name}`,
          median(taken.get(name)!) - base,
        ]),
      ),
    };
  },
};

const sizes = (files: Map<string, string>) =>
  Object.fromEntries(
    functions.map((name) => [`bundle_kb:${name}`, statSync(files.get(name)!).size / 1024]),
  );
