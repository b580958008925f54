import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plant } from "./plants.ts";

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

/** The last line of a simulation are its figures, and what failed is said before. */
async function simulateIn(folder: string): Promise<Caught | undefined> {
  const seeds = String(Math.ceil(MAX_SENDS / SENDS));
  const options = ["--sends", String(SENDS), "--seeds", seeds, "--first"];
  const { code, out } = await run(folder, ["test/simulation/main.ts", ...options]);
  const lines = out.trimEnd().split("\n");
  const { sends } = JSON.parse(lines.at(-1)!) as { sends: number };
  if (code === 0 || sends > MAX_SENDS) return undefined;
  return { sends, finding: lines[0]! };
}

function run(cwd: string, args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { cwd, timeout: LIMIT_MS, maxBuffer: 1e8 },
      (_, out) => resolve({ code: child.exitCode ?? 1, out }),
    );
  });
}
