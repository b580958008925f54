import { expect, test } from "vitest";
import { parseDuration } from "#shared/kernel/duration.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

test.each([
  ["P1D", 86_400_000],
  ["PT1H30M", 5_400_000],
  ["P2W", 1_209_600_000],
  ["P1DT1S", 86_401_000],
  ["PT0S", 0],
])("the duration %s is %i milliseconds", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each(["", "P", "PT", "P1DT", "1D", "P-1D", "P1M", "P1Y", "P1.5D", "P999999W", "p1d"])(
  "the duration %j is refused",
  (text) => {
    expect(() => parseDuration(text)).toThrow(InvalidInput);
  },
);
