import { existsSync, globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hasTitle } from "./has-title.ts";
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

test("the test of each named proof is there", () => {
  const proofs = PLANTS.flatMap(({ proof }) => proof ?? []);
  expect(proofs.length).toBeGreaterThan(0);
  const names = globSync("events/*.ts").map((file) => readFileSync(file, "utf8"));
  const missing = proofs.filter(({ file, test: title }) => {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return !hasTitle(text, title, [text, ...names].join("\n"));
  });
  expect(missing).toEqual([]);
});

test("a title is found by its beginning, with the values of its cases, and no other is", () => {
  const file = `test.each([["a mail"], ["two (2)"]])("%s counts, $kind", () => {});
    test("it's \\"so\\"", () => {});`;
  const found = (start: string) => hasTitle(file, start);
  expect(
    ["a mail counts", "two (2) cou", "two", 'it\'s "so"'].filter((one) => !found(one)),
  ).toEqual([]);
  expect(["counts", "a letter counts", "a mail is", "it so"].filter(found)).toEqual([]);
});
