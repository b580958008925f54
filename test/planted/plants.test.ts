import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PLANTS } from "./plants.ts";

test("what a planted fault replaces stands in the engine, once", () => {
  const missing = PLANTS.flatMap(({ name, edits }) =>
    edits
      .filter(({ file, find }) => {
        const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
        return text.split(find).length !== 2;
      })
      .map(({ file }) => `${name}: ${file}`),
  );
  expect(missing).toEqual([]);
  expect(new Set(PLANTS.map(({ name }) => name)).size).toBe(PLANTS.length);
});

test("the file of each named proof is there", () => {
  const proofs = PLANTS.flatMap(({ proof }) => proof ?? []);
  expect(proofs.length).toBeGreaterThan(0);
  for (const { file } of proofs) expect([file, existsSync(file)]).toEqual([file, true]);
});
