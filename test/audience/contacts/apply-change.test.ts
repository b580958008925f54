import { expect, test } from "vitest";
import { applyChange, type ValueChange } from "#shared/audience/contacts/index.ts";
import type { Attribute } from "#shared/audience/profiles/index.ts";

const full = Array.from({ length: 100 }, (_, i) => String(i));

test.each<[Attribute, ValueChange["how"], Attribute, Attribute]>([
  [null, "add", 2, 2],
  [3, "add", -5, -2],
  [0.1, "add", 0.2, 0.3],
  [19.9, "add", 39.8, 59.7],
  [1e308, "add", 1e308, 1e308],
  ["3", "add", 1, "3"],
  [3, "add", "1", 3],
  [3, "add", null, 3],
  [null, "append", "a", ["a"]],
  ["a", "append", "b", ["a", "b"]],
  [["a"], "append", "b", ["a", "b"]],
  [["a"], "append", "a", ["a"]],
  [["a"], "append", ["b", "a", "b"], ["a", "b"]],
  [["a"], "append", null, ["a"]],
  [["a"], "append", 1, ["a"]],
  [3, "append", "a", 3],
  [true, "append", "a", true],
  [full, "append", "new", full],
  [["a", "b", "a"], "remove", "a", ["b"]],
  [["a"], "remove", "a", []],
  [["a", "b"], "remove", ["a", "c"], ["b"]],
  ["a", "remove", "a", null],
  ["a", "remove", "b", "a"],
  [null, "remove", "a", null],
  [3, "remove", "a", 3],
])("%j %s %j is %j", (before, how, operand, after) => {
  expect(applyChange(before, { how, operand })).toEqual(after);
});
