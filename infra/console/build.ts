import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { BUILT, VITE_CONFIG } from "./sources.ts";

const COMPRESSED = new Set([".js", ".css", ".html", ".svg", ".json"]);

/**
 * Builds the console into `dist/web`, a compressed copy beside each text: neither place that serves
 * it compresses by itself.
 */
export async function buildConsole(): Promise<void> {
  await inProduction(() => build({ configFile: VITE_CONFIG, logLevel: "warn" }));
  // Sorted, so that the copies of index.html come last: they say that the build ended.
  for (const name of readdirSync(BUILT, { recursive: true, encoding: "utf8" }).toSorted()) {
    if (!COMPRESSED.has(extname(name))) continue;
    const file = join(BUILT, name);
    const text = readFileSync(file);
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: quality }));
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
}

/** Test runners name an environment of their own, for which Vite would take React's debug build. */
async function inProduction(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  try {
    await run();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
