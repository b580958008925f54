import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "#shared/kernel/canonical-json.ts";

/** The same value with the keys of every object in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, one]) => [key, reversed(one)]));
}

test("the order of keys makes no difference, at any depth", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const parsed = JSON.parse(JSON.stringify(value));
      expect(canonicalJson(reversed(parsed))).toBe(canonicalJson(parsed));
      expect(JSON.parse(canonicalJson(parsed))).toEqual(parsed);
    }),
  );
});

test("the order of a list, and the type of a value, make one", () => {
  const texts = [[1, 2], [2, 1], ["1", 2], { a: 1 }, { a: "1" }, { a: null }, {}].map(
    canonicalJson,
  );
  expect(new Set(texts).size).toBe(texts.length);
});
