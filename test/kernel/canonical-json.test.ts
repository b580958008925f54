import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";

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
      expect(canonicalize(reversed(parsed))).toBe(canonicalize(parsed));
      expect(JSON.parse(canonicalize(parsed)!)).toEqual(parsed);
    }),
  );
});

test("the order of a list, and the type of a value, make one", () => {
  const texts = [[1, 2], [2, 1], ["1", 2], { a: 1 }, { a: "1" }, { a: null }, {}].map(canonicalize);
  expect(new Set(texts).size).toBe(texts.length);
});
