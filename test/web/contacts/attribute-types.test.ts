import { expect, test } from "vitest";
import {
  retypeAttribute,
  TYPES,
  typeOfAttribute,
} from "../../../web/src/pages/contacts/attribute-types.ts";
import { queryOf, readFilters } from "../../../web/src/pages/contacts/filters.ts";

test("a value turned into another type has that type", () => {
  for (const value of ["a", "5", "", "false", 5, 0, true, false, ["a", "b"], [], null]) {
    for (const type of TYPES) expect(typeOfAttribute(retypeAttribute(value, type))).toBe(type);
  }
  expect(retypeAttribute("5", "number")).toBe(5);
  expect(retypeAttribute("pro", "list")).toEqual(["pro"]);
  expect(retypeAttribute(["a", "b"], "text")).toBe("a, b");
});

test("filters come from the address; what they may not be is left out", () => {
  const filters = readFilters({ q: "ada", subscribed: true, suppressed: "often", peek: "x" });
  expect(filters).toMatchObject({ q: "ada", subscribed: "true", peek: "x" });
  expect(queryOf(filters)).toEqual({ q: "ada", subscribed: "true" });
});
