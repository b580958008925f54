import { expect, test } from "vitest";
import { nearest } from "../../../web/src/pages/sequences/form/nearest.ts";

test.each([
  ["/steps/a/template", "/steps/a/template"],
  ["/steps/a/cases/1/when/all/0", "/steps/a/cases/1/when"],
  ["/steps/a/cases/10", "/steps/a/cases"],
  ["/steps/ab/template", undefined],
  ["/steps/a", undefined],
  ["", undefined],
])("what is wrong at %s is shown in the field %s", (path, field) => {
  const fields = ["template", "cases", "cases/1", "cases/1/when"].map((one) => `/steps/a/${one}`);
  expect(nearest(fields, path)).toBe(field);
});
