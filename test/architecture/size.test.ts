import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { KNOWN } from "./layout.ts";
import { runtimeExports, SOURCES } from "./sources.ts";

const FILE = { most: 250, p90: 130, median: 50 };
/** About 1,500 lines: a file that is mended should not have to be split for two more. */
const MODULE = { lines: 1_550, exports: 15 };

const linesOf = (text: string) => text.trimEnd().split("\n").length;
const sizes = [...SOURCES].map(([file, text]) => ({ file, lines: linesOf(text) }));
const indexes = [...SOURCES.keys()].filter((file) => /^shared\/.*\/index\.ts$/.test(file));

/** The module of which a file counts: the folder of the nearest index above it. */
function ownerOf(path: string): string | undefined {
  const folder = dirname(path);
  if (folder === ".") return undefined;
  return SOURCES.has(`${folder}/index.ts`) ? folder : ownerOf(folder);
}

/** What is over its limit beyond what is known, and what is known but no longer over. */
function unexpected(sizes: Map<string, number>, limit: number, known: Record<string, number>) {
  const over = [...sizes].filter(([module, size]) => size > (known[module] ?? limit));
  const mended = Object.keys(known).filter((module) => (sizes.get(module) ?? 0) <= limit);
  return { over, mended };
}

test("a file is short, and most are shorter", () => {
  const sorted = sizes.map(({ lines }) => lines).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  const p90 = sorted[Math.floor(sorted.length * 0.9)]!;
  const all = sorted.reduce((sum, lines) => sum + lines, 0);
  process.stdout.write(`${sorted.length} files, ${all} lines: median ${median}, p90 ${p90}\n`);
  expect(sizes.filter(({ lines }) => lines > FILE.most)).toEqual([]);
  expect(median).toBeLessThanOrEqual(FILE.median);
  expect(p90).toBeLessThanOrEqual(FILE.p90);
});

test("a file of tests is no longer than one of sources may be", () => {
  const long = globSync("test/**/*.ts").filter(
    (file) => linesOf(readFileSync(file, "utf8")) > FILE.most,
  );
  expect(long).toEqual([]);
});

test(`a module has about ${MODULE.lines} lines at most`, () => {
  const lines = new Map<string, number>();
  for (const { file, lines: more } of sizes) {
    const module = ownerOf(file);
    if (module?.startsWith("shared/")) lines.set(module, (lines.get(module) ?? 0) + more);
  }
  const none = { over: [], mended: [] };
  expect(unexpected(lines, MODULE.lines, KNOWN.lines)).toEqual(none);
});

test(`a module exports at most ${MODULE.exports} names that are there at run time`, () => {
  const exports = new Map(
    indexes.map((index) => [dirname(index), runtimeExports(index).size] as const),
  );
  const none = { over: [], mended: [] };
  expect(unexpected(exports, MODULE.exports, KNOWN.exports)).toEqual(none);
});
