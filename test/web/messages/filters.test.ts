import { expect, test } from "vitest";
import { queryOf, readFilters } from "../../../web/src/pages/messages/filters.ts";

test("what makes no sense in an address is left out", () => {
  const read = readFilters({
    state: "lost",
    sequence: 3,
    template: "",
    from: "5 March",
    until: "2026-13-40",
  });
  expect(Object.values(read).filter((value) => value !== undefined)).toEqual([]);
});

test("days reach from the beginning of the first to the end of the last", () => {
  const { from, until, state } = queryOf(
    readFilters({ state: "held", from: "2026-03-05", until: "2026-03-05" }),
  );
  expect(state).toBe("held");
  expect(Date.parse(until!) - Date.parse(from!)).toBe(24 * 60 * 60 * 1_000 - 1);
  expect(new Date(from!).getHours()).toBe(0);
});

test("without filters nothing is asked for", () => {
  expect(queryOf(readFilters({}))).toEqual({});
});
