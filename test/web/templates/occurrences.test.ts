import { expect, test } from "vitest";
import { occurrencesOf, offsetOf } from "../../../web/src/pages/templates/occurrences.ts";

const found = (source: string, ...variables: string[]) =>
  occurrencesOf(source, variables).map(({ from, to }) => source.slice(from, to));

test("variables are found in outputs and tags, and not in what surrounds them", () => {
  const source = 'contact.plan {{ contact.plan | upcase }} {% if contact.plan == "x" %}';
  expect(occurrencesOf(source, ["contact.plan"]).map(({ from }) => from)).toEqual([16, 47]);
});

test("a name that begins alike is another", () => {
  expect(found("{{ contact.planet }}{{ my.contact.plan }}", "contact.plan")).toEqual([]);
  expect(found("{{ event.items[0].name }}", "event.items", "event.items[0].name")).toEqual([
    "event.items[0].name",
  ]);
});

test("a quoted text names no variable, and an open output is read to the end", () => {
  expect(found('{{ "contact.plan" }}', "contact.plan")).toEqual([]);
  expect(found("{{ contact.plan", "contact.plan")).toEqual(["contact.plan"]);
});

test("a line and column lead to their place, at most to the line's end", () => {
  expect(offsetOf("ab\ncd\nef", 2, 2)).toBe(4);
  expect(offsetOf("ab\ncd\nef", 1, 99)).toBe(2);
  expect(offsetOf("ab\ncd\nef", 9)).toBe(8);
  expect(offsetOf("ab")).toBe(0);
});
