import { afterEach, expect, test, vi } from "vitest";
import { makeFormat } from "../../../web/src/text/make-format.ts";

const at = "2026-03-05T22:30:15.000Z";
const inZone = (zone: string) => {
  vi.stubEnv("TZ", zone);
  return makeFormat("en-GB");
};
afterEach(() => vi.unstubAllEnvs());

test("the contact's time is told where it differs, with its day where that is another", () => {
  const { there } = inZone("Europe/Berlin");
  expect(there(at, "Europe/Berlin")).toBeUndefined();
  expect(there(at, "Europe/Vienna")).toBeUndefined();
  expect(there(at, "America/New_York")).toBe("17:30");
  expect(there(at, "Asia/Tokyo")).toBe("6 Mar, 7:30");
});

test("a zone that this browser does not know is told in UTC, by name", () => {
  const format = inZone("Europe/Berlin");
  expect(format.there(at, "Moon/Crater")).toBe("22:30 UTC");
  expect(format.time(at, "Moon/Crater")).toBe("22:30 UTC");
  expect(format.exact(at, "Moon/Crater")).toBe("5 Mar 2026, 22:30:15 UTC");
  expect(format.exact(at)).toBe("5 Mar 2026, 23:30:15");
  expect(inZone("UTC").there(at, "Moon/Crater")).toBeUndefined();
});

test("a date is the same day in every zone; an instant has the viewer's day", () => {
  const format = inZone("America/Los_Angeles");
  expect(format.day("2026-03-05")).toBe("5 Mar 2026");
  expect(format.dayOfMonth("2026-03-05")).toBe("5 Mar");
  expect(format.day("2026-03-05T02:00:00Z")).toBe("4 Mar 2026");
});

test("what has happened is never told in the future, and what is due may be", () => {
  const [format, german] = [makeFormat("en"), makeFormat("de")];
  const now = Date.parse(at);
  expect(format.ago(now + 7_000, now)).toBe("now");
  expect(german.ago(now + 7_000, now)).toBe("jetzt");
  expect(format.ago(at, now + 180_000)).toBe("3 min. ago");
  expect(format.relative(now + 7_000, now)).toBe("in 7 sec.");
});
