import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plant } from "./plant.ts";

export type Caught = { sends: number; finding: string };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COPIED = ["package.json", "shared", "functions", "events", "infra", "examples"];
const COPIED_TESTS = ["test/simulation", "test/support"];
/** Every fault must be found within so many mails, in histories of this many: small ones are told soonest. */
const MAX_SENDS = 20_000;
const SENDS = 100;
const LIMIT_MS = 15 * 60_000;

/** Plants the fault in a copy of the engine and simulates until it is found; undefined when it is not. */
export async function tryPlant({ edits }: Plant): Promise<Caught | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "planted-"));
  try {
    for (const name of [...COPIED, ...COPIED_TESTS]) {
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
    return await simulateIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws what the simulation said when it did not come to its last line, which holds its figures */
async function simulateIn(folder: string): Promise<Caught | undefined> {
  const seeds = String(Math.ceil(MAX_SENDS / SENDS));
  const options = ["--sends", String(SENDS), "--seeds", seeds, "--first"];
  const { out, said } = await run(folder, ["test/simulation/main.ts", ...options]);
  const lines = out.trimEnd().split("\n");
  const last = lines.at(-1)!;
  if (!last.startsWith("{")) throw new Error(`it did not run: ${said.slice(-500)}`);
  const { sends } = JSON.parse(last) as { sends: number };
  // The first line is the first finding; where there is none it is the last.
  return lines.length === 1 || sends > MAX_SENDS ? undefined : { sends, finding: lines[0]! };
}

function run(cwd: string, args: string[]): Promise<{ out: string; said: string }> {
  const options = { cwd, timeout: LIMIT_MS, maxBuffer: 1e8 };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (_, out, said) => resolve({ out, said }));
  });
}
