import { expect, test } from "vitest";
import { texts } from "../../../web/src/text/de/steps.ts";
import { makeFormat } from "../../../web/src/text/make-format.ts";

const { duration } = makeFormat("de");

test.each([
  ["P1D", "nach 1 Tag"],
  ["P3D", "nach 3 Tagen"],
  ["PT5M", "nach 5 Minuten"],
  ["P2W", "nach 2 Wochen"],
])("a time-out after %s is %s", (span, said) => {
  expect(texts.way.timeout(duration(span))).toBe(said);
});
