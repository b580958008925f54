import { expect, test } from "vitest";
import {
  addCalendarSpan,
  addSpan,
  CalendarDuration,
  instantOfDate,
  isZone,
  localIso,
  nextLocal,
  parseSignedSpan,
  parseSpan,
  SendRules,
  SignedDuration,
  sendWindow,
  TimeOfDay,
  zoneOf,
} from "#shared/calendar/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS, HOUR_MS, iso } from "#shared/kernel/time.ts";

const at = Date.parse;
const BERLIN = "Europe/Berlin";

test.each([
  ["P1M", { months: 1, days: 0, ms: 0 }],
  ["P1Y2M", { months: 14, days: 0, ms: 0 }],
  ["P1M3DT4H", { months: 1, days: 3, ms: 4 * HOUR_MS }],
  ["PT1M", { months: 0, days: 0, ms: 60_000 }],
  ["PT36H", { months: 0, days: 0, ms: 36 * HOUR_MS }],
  ["P2W", { months: 0, days: 14, ms: 0 }],
  ["P1W1DT1S", { months: 0, days: 8, ms: 1_000 }],
  ["P10Y", { months: 120, days: 0, ms: 0 }],
])("the duration %s is %o", (text, span) => {
  expect(parseSpan(text)).toEqual(span);
  expect(parseSignedSpan(text)).toEqual(span);
  expect(CalendarDuration.safeParse(text).success).toBe(true);
});

test("a leading minus turns all of a signed duration", () => {
  expect(parseSignedSpan("-P1M7D")).toEqual({ months: -1, days: -7, ms: 0 });
  expect(parseSignedSpan("-PT0S")).toEqual({ months: 0, days: 0, ms: 0 });
  expect(SignedDuration.safeParse("-P7D").success).toBe(true);
  expect(CalendarDuration.safeParse("-P7D").success).toBe(false);
});

const WRONG = `P PT P1MT P1YT 1M P-1M P1.5M P1M1Y P1M1M P1MP1M p1m P1M\n P121M P9Y13M P999Y P999999999999Y P9Y400D`;
test.each([...WRONG.split(" "), "", "--P1D", "P1M "])("the duration %j is refused", (text) => {
  expect(() => parseSpan(text)).toThrow(InvalidInput);
  expect(() => parseSignedSpan(`-${text}`)).toThrow(InvalidInput);
  const { error } = CalendarDuration.safeParse(text);
  expect(error?.issues[0]?.message).toContain("is not a duration of at most ten years, such as");
});

test.each([
  ["2027-01-31T10:00+01:00", "P1M", "2027-02-28T10:00+01:00"],
  ["2028-01-31T10:00+01:00", "P1M", "2028-02-29T10:00+01:00"],
  ["2028-02-29T10:00+01:00", "P1Y", "2029-02-28T10:00+01:00"],
  ["2028-02-29T10:00+01:00", "P4Y", "2032-02-29T10:00+01:00"],
  ["2027-03-31T10:00+02:00", "-P1M", "2027-02-28T10:00+01:00"],
  ["2027-01-15T10:00+01:00", "-P1Y1M", "2025-12-15T10:00+01:00"],
  ["2027-01-31T10:00+01:00", "P1M1D", "2027-03-01T10:00+01:00"],
  ["2026-03-15T09:00+01:00", "P1M", "2026-04-15T09:00+02:00"],
  ["2026-03-28T09:00+01:00", "P1D", "2026-03-29T10:00+02:00"],
  ["2026-02-28T02:30+01:00", "P1M1D", "2026-03-29T02:30+01:00"],
  ["2026-02-28T23:00-03:00", "P0M", "2026-02-28T23:00-03:00"],
])("in Berlin %s and %s make %s", (start, span, end) => {
  expect(iso(addSpan(at(start), parseSignedSpan(span), BERLIN))).toBe(iso(at(end)));
});

test.each([
  ["2026-03-28T09:00+01:00", "P1D", "2026-03-29T09:00+02:00"],
  ["2026-03-29T09:00+02:00", "-P1D", "2026-03-28T09:00+01:00"],
  ["2026-04-01T09:00+02:00", "-P1W", "2026-03-25T09:00+01:00"],
  ["2026-03-28T09:00+01:00", "P1DT1H", "2026-03-29T10:00+02:00"],
  ["2026-03-28T09:00+01:00", "PT24H", "2026-03-29T10:00+02:00"],
  ["2026-03-28T02:30+01:00", "P1D", "2026-03-29T03:00+02:00"],
  ["2026-10-24T02:30+02:00", "P1D", "2026-10-25T02:30+02:00"],
  ["2026-10-25T02:30+01:00", "PT0S", "2026-10-25T02:30+01:00"],
  ["2026-04-29T09:00+02:00", "-P1M1D", "2026-03-28T09:00+01:00"],
])("in Berlin %s and %s of the calendar make %s", (start, span, end) => {
  expect(iso(addCalendarSpan(at(start), parseSignedSpan(span), BERLIN))).toBe(iso(at(end)));
});

test("a month on, a skipped local time is the end of the gap and a repeated one its first", () => {
  const month = parseSpan("P1M");
  expect(addSpan(at("2027-02-28T02:30+01:00"), month, BERLIN)).toBe(at("2027-03-28T03:00+02:00"));
  expect(addSpan(at("2026-09-25T02:30+02:00"), month, BERLIN)).toBe(at("2026-10-25T02:30+02:00"));
});

test("a local time that comes twice in a night counts once, and one that is left out still comes", () => {
  const next = (from: string) => nextLocal({ time: "02:30" }, BERLIN, at(from));
  expect(next("2026-10-25T00:00+02:00")).toBe(at("2026-10-25T02:30+02:00"));
  expect(next("2026-10-25T02:31+02:00")).toBe(at("2026-10-26T02:30+01:00"));
  expect(next("2026-03-29T00:00+01:00")).toBe(at("2026-03-29T03:00+02:00"));
  expect(next("2026-03-29T03:01+02:00")).toBe(at("2026-03-30T02:30+02:00"));
});

test("nine o'clock on a Monday is today's at nine sharp, and next week's a millisecond later", () => {
  const monday = { time: "09:00", weekdays: ["monday" as const] };
  const nine = at("2026-11-30T09:00-05:00");
  expect(nextLocal(monday, "America/New_York", at("2026-11-24T00:00Z"))).toBe(nine);
  expect(nextLocal(monday, "America/New_York", nine)).toBe(nine);
  expect(nextLocal(monday, "America/New_York", nine + 1)).toBe(nine + 7 * DAY_MS);
});

test("on the day that Samoa left out, what was due came with the next one's first instant", () => {
  const midnight = at("2011-12-31T00:00+14:00");
  expect(instantOfDate("2011-12-30", "Pacific/Apia", { time: "09:00" })).toBe(midnight);
  expect(nextLocal({ time: "09:00" }, "Pacific/Apia", midnight + 1)).toBe(
    at("2011-12-31T09:00+14:00"),
  );
});

test.each([
  ["2026-12-01", undefined, "2026-12-01T00:00+09:00"],
  ["2026-12-01", "09:30", "2026-12-01T09:30+09:00"],
  ["2026-12-01T20:00:00Z", undefined, "2026-12-01T20:00Z"],
  ["2026-12-01T20:00:00Z", "09:00", "2026-12-02T09:00+09:00"],
  ["2026-12-01T20:00:00.123456-05:00", undefined, "2026-12-01T20:00:00.123-05:00"],
  ["2026-12-01T20:00", undefined, "2026-12-01T20:00+09:00"],
  ["2026-12-01T20:00:00.123456", undefined, "2026-12-01T20:00:00.123+09:00"],
  ["2026-12-01T20:00:00", "09:00", "2026-12-01T09:00+09:00"],
  ["2028-02-29", undefined, "2028-02-29T00:00+09:00"],
  ["1900-01-01", undefined, "1900-01-01T00:00+09:00"],
  ["2200-12-31", undefined, "2200-12-31T00:00+09:00"],
])("in Tokyo the attribute %s at %s is %s", (value, time, instant) => {
  expect(instantOfDate(value, "Asia/Tokyo", { time })).toBe(at(instant));
});

test.each([
  ...["2026-02-30", "2027-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "20261201", "tomorrow"],
  ...[
    "2026-12-01Z",
    "2026-12-01T24:00",
    "2026-12-01T24:00Z",
    "2026-12-01T10:60Z",
    "2026-12-01T10:00+25:00",
  ],
  ...["2026-02-30T10:00Z", "2026-12-01 10:00Z", "1899-12-31", "2201-01-01", "2026-12-01\n", ""],
  ...[1_796_083_200_000, null, undefined, true, {}, ["2026-12-01"], new Date(0)],
])("the attribute %j is no date", (value) => {
  expect(instantOfDate(value, "Asia/Tokyo", { time: "09:00" })).toBeUndefined();
});

test("a time of day is two digits, a colon and two digits, from 00:00 to 23:59", () => {
  for (const time of ["00:00", "09:00", "23:59"]) expect(TimeOfDay.parse(time)).toBe(time);
  for (const time of ["24:00", "9:00", "12:60", "12:00:00", "", "09:00\n"]) {
    expect(TimeOfDay.safeParse(time).success).toBe(false);
  }
});

const many = Array.from({ length: 101 }, () => "12-25");
test.each([
  [{ quietHours: { from: "22:00", to: "22:00" } }, "quietHours", /same time/],
  [{ quietHours: { from: "22:00", to: "25:00" } }, "quietHours.to", /time of day/],
  [{ sendWindow: { from: "18:00", to: "09:00" } }, "sendWindow", /later on the day/],
  [{ sendWindow: { from: "09:00", to: "09:00" } }, "sendWindow", /later on the day/],
  [{ sendWindow: { to: "00:00" } }, "sendWindow", /later on the day/],
  [{ sendWindow: { weekdays: [] } }, "sendWindow.weekdays", /./],
  [{ quietHours: { from: "20:00", to: "10:00" }, sendWindow: { to: "10:00" } }, "", /nothing/],
  [
    { quietHours: { from: "08:00", to: "18:00" }, sendWindow: { from: "09:00", to: "17:00" } },
    "",
    /nothing/,
  ],
  [{ daysOff: ["02-30"] }, "daysOff.0", /not a date/],
  [{ daysOff: ["12-25", "2026-02-29"] }, "daysOff.1", /not a date/],
  [{ daysOff: many }, "daysOff", /./],
  [{ quiet: {} }, "", /./],
])("the rules %j are refused once, at the fault", (rules, path, message) => {
  const issues = SendRules.safeParse(rules).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toEqual([path]);
  expect(issues[0]?.message).toMatch(message);
});

test("a day off may be the 29th of February of every leap year", () => {
  expect(SendRules.safeParse({ daysOff: ["02-29", "2028-02-29"] }).success).toBe(true);
});

test("UTC, which is not looked up, is as any zone of its clocks that is", () => {
  const from = at("2027-12-31T23:59:59.999Z");
  for (const zone of ["UTC", "Africa/Abidjan"]) {
    expect(nextLocal({ time: "00:00" }, zone, from)).toBe(from + 1);
    expect(addSpan(from, parseSpan("P2M"), zone)).toBe(at("2028-02-29T23:59:59.999Z"));
    expect(instantOfDate("2028-02-29", zone)).toBe(at("2028-02-29T00:00Z"));
    expect(sendWindow({ sendWindow: { to: "23:00" } }, zone, from)).toBe(from + 1);
    expect(localIso(from, zone)).toBe("2027-12-31T23:59:59+00:00");
  }
});

test("the zone is the first that is known, else UTC", () => {
  expect(zoneOf(undefined, "Mars/Olympus", "Asia/Tokyo", BERLIN)).toBe("Asia/Tokyo");
  expect(zoneOf("", "x".repeat(10_000))).toBe("UTC");
  expect(zoneOf()).toBe("UTC");
  expect(zoneOf("UTC", BERLIN)).toBe("UTC");
  expect(isZone("US/Eastern")).toBe(true);
  expect(isZone("Europe/Atlantis")).toBe(false);
});
