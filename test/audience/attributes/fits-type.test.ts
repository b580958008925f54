import { expect, test } from "vitest";
import { fitsType } from "#shared/audience/attributes/index.ts";
import { ATTRIBUTE_TYPES } from "#shared/platform/live-definitions/index.ts";

const VALUES = {
  text: ["pro", ""],
  number: [3, -0.5],
  boolean: [true, false],
  date: ["2026-12-01", "2024-02-29"],
  instant: ["2026-12-01T09:00:00Z", "2026-12-01T09:00+02:00", "2026-12-01T09:00:00.125Z"],
  list: [["a", "b"], []],
  url: ["https://example.com/a?b=c", "http://localhost:8080"],
} as const;
const OTHERS = {
  text: [3, true, ["a"]],
  number: ["3", true, ["3"]],
  boolean: ["true", 1, ["true"]],
  date: ["2026-02-30", "2026-12-01T09:00:00Z", "1 December 2026", "0050-01-01", 20261201],
  instant: ["2026-12-01", "2026-12-01T09:00:00", "2026-12-01T25:00:00Z", 1764579600000],
  list: ["a", 3, true],
  url: [
    ...["example.com", "javascript:alert(1)", "mailto:ada@example.com", "", 3],
    ...["http:x", " https://x.test", "http://x.test\n", 'https://x.test/"onclick=1'],
    ...["https://user:word@x.test", "https://user@x.test", "http:///", "http://"],
  ],
} as const;

test.each(ATTRIBUTE_TYPES)("%s takes its own values and null, and no others", (type) => {
  const takes = (value: unknown) => fitsType(type, value as string);
  expect(VALUES[type].filter((value) => !takes(value))).toEqual([]);
  expect(OTHERS[type].filter(takes)).toEqual([]);
  expect(takes(null)).toBe(true);
});
