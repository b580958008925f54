import { expect, test } from "vitest";
import { isCut, isSearchPaused, MOST_PAGES } from "../../../web/src/api/long-search.ts";

const page = (rows: number, cursor: string | null = "next") => ({
  items: Array.from({ length: rows }, (_, i) => i),
  cursor,
});
const pages = (...rows: number[]) => rows.map((count) => page(count));

test("a search that finds little pauses after each five pages", () => {
  expect(isSearchPaused(undefined)).toBe(false);
  expect(isSearchPaused(pages(0, 0, 0, 0))).toBe(false);
  expect(isSearchPaused(pages(0, 1, 0, 4, 0))).toBe(true);
  expect(isSearchPaused(pages(0, 0, 0, 0, 0, 0))).toBe(false);
  expect(isSearchPaused(pages(...Array.from({ length: 10 }, () => 0)))).toBe(true);
});

test("full pages never pause it, and one begins the count anew", () => {
  expect(isSearchPaused(pages(50, 50, 50, 50, 50))).toBe(false);
  expect(isSearchPaused(pages(0, 0, 0, 50, 0, 0))).toBe(false);
  expect(isSearchPaused(pages(50, 0, 0, 0, 0, 0))).toBe(true);
});

test("a list is cut when it holds its most pages and there is another", () => {
  const full = Array.from({ length: MOST_PAGES }, () => page(50));
  expect(isCut(full)).toBe(true);
  expect(isCut(full.slice(1))).toBe(false);
  expect(isCut([...full.slice(1), page(2, null)])).toBe(false);
  expect(isCut(undefined)).toBe(false);
});
