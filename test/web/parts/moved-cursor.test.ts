import { expect, test } from "vitest";
import { movedCursor } from "../../../web/src/parts/moved-cursor.ts";

test.each([
  ["ArrowLeft", 4],
  ["ArrowDown", 4],
  ["ArrowRight", 6],
  ["ArrowUp", 6],
  ["PageUp", 12],
  ["PageDown", 0],
  ["Home", 0],
  ["End", 13],
  ["Tab", undefined],
  ["a", undefined],
])("%s moves a cursor that is at 5 of 13 to %s", (key, to) => {
  expect(movedCursor(5, 13, key)).toBe(to);
});

test("it stays within the points", () => {
  expect(movedCursor(0, 13, "ArrowLeft")).toBe(0);
  expect(movedCursor(13, 13, "ArrowRight")).toBe(13);
  expect(movedCursor(12, 13, "PageUp")).toBe(13);
});
