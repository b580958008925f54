import { expect, test } from "vitest";
import { isSame, markupOf, sourceOf, withPart } from "../../../web/src/pages/templates/source.ts";

const told = { id: "a", version: 3, subject: "Hi", mjml: "<mjml/>", variables: [], updatedAt: "" };

test("the source is what an author writes, without what the API adds", () => {
  expect(sourceOf(told)).toEqual({ subject: "Hi", mjml: "<mjml/>" });
  expect(markupOf(sourceOf(told))).toBe("mjml");
});

test("a text that is emptied is derived again", () => {
  const source = withPart(sourceOf(told), "text", "Hello");
  expect(source.text).toBe("Hello");
  expect(isSame(withPart(source, "text", ""), sourceOf(told))).toBe(true);
  expect(isSame(withPart(source, "subject", "Ho"), source)).toBe(false);
});
