import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tempFolder } from "#test/support/temp-folder.ts";
import type { Plant } from "./plant.ts";
import { prove } from "./prove.ts";
import { simulate } from "./simulate.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COPIED = ["package.json", "shared", "functions", "events", "infra", "examples"];
const FOR_SIMULATION = ["test/simulation", "test/support"];
const FOR_PROOF = ["test", "cli", "docs", "vitest.config.ts", "tsconfig.json", "package-lock.json"];

/**
 * Plants the fault in a copy of the engine and looks for it. Returns what found it; undefined when
 * nothing did.
 */
export async function tryPlant({ edits, proof }: Plant): Promise<string | undefined> {
  const folder = tempFolder("planted");
  try {
    for (const name of [...COPIED, ...(proof ? FOR_PROOF : FOR_SIMULATION)]) {
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const { file, find, put } of edits) {
      const path = join(folder, file);
      const text = readFileSync(path, "utf8");
      if (text.split(find).length !== 2) throw new Error(`${file} does not hold once: ${find}`);
      writeFileSync(
        path,
        text.replace(find, () => put),
      );
    }
    return await (proof ? prove(folder, proof) : simulate(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
