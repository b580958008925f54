import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dismiss, hold, release, shownToasts, toast } from "../../../web/src/parts/toasts.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const { id } of shownToasts()) dismiss(id);
  vi.useRealTimers();
});
const shown = () => shownToasts().map(({ text }) => text);
const pass = (ms: number) => vi.advanceTimersByTime(ms);

test("a toast goes after eight seconds, and at most three are shown", () => {
  for (const text of ["a", "b", "c", "d"]) toast(text);
  expect(shown()).toEqual(["b", "c", "d"]);
  pass(7_900);
  toast("e");
  expect(shown()).toEqual(["c", "d", "e"]);
  pass(200);
  expect(shown()).toEqual(["e"]);
});

test("while one is pointed at or has the focus none goes, and then all have their time anew", () => {
  toast("a");
  pass(7_000);
  hold();
  toast("b");
  pass(60_000);
  expect(shown()).toEqual(["a", "b"]);
  release();
  pass(7_900);
  expect(shown()).toEqual(["a", "b"]);
  pass(200);
  expect(shown()).toEqual([]);
});

test("the others go on once the one with the focus is closed", () => {
  toast("a");
  toast("b");
  hold();
  dismiss(shownToasts()[0]!.id);
  pass(8_100);
  expect(shown()).toEqual([]);
});
