import { expect, test } from "vitest";
import { isObject, isSame, pointerKeys, pointerPart } from "../../../web/src/canvas/json.ts";

test("an object is neither null nor a list", () => {
  expect([{}, { a: 1 }, null, [], "a", undefined].map(isObject)).toEqual([
    ...[true, true],
    ...[false, false, false, false],
  ]);
});

test.each([
  [{ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [{ a: undefined }, { b: undefined }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [[], {}, false],
  [null, {}, false],
  ["1", 1, false],
])("%j and %j are the same: %s", (one, other, expected) => {
  expect([isSame(one, other), isSame(other, one)]).toEqual([expected, expected]);
});

test("a pointer leads through the names that it was made of", () => {
  const names = ["steps", "a/b", "m~n", "~1", ""];
  expect(pointerKeys(`/${names.map(pointerPart).join("/")}`)).toEqual(names);
  expect(pointerPart("a/b~c")).toBe("a~1b~0c");
  expect(pointerKeys("")).toEqual([]);
});
