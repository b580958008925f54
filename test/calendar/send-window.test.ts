import fc from "fast-check";
import { expect, test } from "vitest";
import { SendRules, sendWindow, Weekday } from "#shared/calendar/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { runs, some } from "#test/support/long.ts";
import { changesOf, isOpen, oddWall, wallAt, ZONES } from "./oracle.ts";

/** Holds what `sendWindow` answers against every minute on the way there. */
function judge(rules: SendRules, zone: string, at: number): void {
  const found = sendWindow(rules, zone, at);
  const where = () => `${JSON.stringify(rules)} in ${zone} at ${new Date(at).toISOString()}`;
  const end = found ?? at + 400 * DAY_MS;
  for (let time = at; time < end; time = Math.min(end, nextMinute(time))) {
    if (isOpen(rules, wallAt(zone, time))) expect.fail(`too late, ${where()}`);
  }
  if (found === undefined) return;
  if (found < at || !isOpen(rules, wallAt(zone, found))) expect.fail(`not allowed, ${where()}`);
  if (sendWindow(rules, zone, found) !== found) expect.fail(`not settled, ${where()}`);
}

/** In these years all clocks stand whole minutes apart. */
const nextMinute = (at: number) => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;

const pad = (number: number) => `${number}`.padStart(2, "0");
const minutes = (of: number) => `${pad(Math.floor(of / 60) % 24)}:${pad(of % 60)}`;

test("around every change of every zone's clocks the first allowed minute is found", () => {
  for (const change of some(ZONES.flatMap(changesOf))) {
    const { hour, minute } = oddWall(change);
    const odd = hour * 60 + minute;
    const from = minutes(odd + 1_380);
    // What ends, begins or lies within what the clocks skip or repeat.
    judge({ quietHours: { from, to: minutes(odd) } }, change.zone, change.at - 2 * HOUR_MS);
    judge({ quietHours: { from: minutes(odd), to: from } }, change.zone, change.at - HOUR_MS);
    judge({ quietHours: { from, to: minutes(odd) } }, change.zone, change.at);
  }
});

const TimeOfDay = fc.nat(1_439).map(minutes);
const Rules = fc
  .record(
    {
      quietHours: fc.record({ from: TimeOfDay, to: TimeOfDay }),
      sendWindow: fc.record(
        {
          weekdays: fc.uniqueArray(fc.constantFrom(...Weekday.options), { minLength: 1 }),
          from: TimeOfDay,
          to: TimeOfDay,
        },
        { requiredKeys: [] },
      ),
      daysOff: fc.array(
        fc
          .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2024, 11, 31) })
          .map((day) => new Date(day).toISOString().slice(0, 10))
          .chain((date) => fc.constantFrom(date, date.slice(5))),
        { maxLength: 20 },
      ),
    },
    { requiredKeys: [] },
  )
  .filter((rules) => SendRules.safeParse(rules).success);

test("for random rules, zones and instants nothing allowed is passed over", () => {
  const at = fc.integer({ min: Date.UTC(2023, 11), max: Date.UTC(2025, 1) });
  fc.assert(
    fc.property(Rules, fc.constantFrom(...ZONES), at, (rules, zone, from) => {
      judge(rules, zone, from);
    }),
    { numRuns: runs(400) },
  );
});

test("rules are refused when, and only when, no minute of any week is left", () => {
  const week = Array.from({ length: 7 * 1_440 }, (_, i) => new Date(i * MINUTE_MS));
  const hours = fc.nat(23).map((hour) => `${pad(hour)}:00`);
  const tight = fc
    .record({
      quietHours: fc.record({ from: hours, to: hours }),
      sendWindow: fc.record({ from: hours, to: hours }),
    })
    .filter(({ quietHours, sendWindow }) => {
      return quietHours.from !== quietHours.to && sendWindow.from < sendWindow.to;
    });
  fc.assert(
    fc.property(tight, (rules) => {
      expect(SendRules.safeParse(rules).success).toBe(week.some((wall) => isOpen(rules, wall)));
    }),
    { numRuns: runs(200) },
  );
});

const at = Date.parse;
const BERLIN = "Europe/Berlin";

test("a mail due in the quiet hours goes when they end, on either side of midnight", () => {
  const rules = { quietHours: { from: "22:00", to: "07:00" } };
  expect(sendWindow(rules, BERLIN, at("2026-01-10T23:15+01:00"))).toBe(
    at("2026-01-11T07:00+01:00"),
  );
  expect(sendWindow(rules, BERLIN, at("2026-01-11T06:59+01:00"))).toBe(
    at("2026-01-11T07:00+01:00"),
  );
  expect(sendWindow(rules, BERLIN, at("2026-01-11T07:00+01:00"))).toBe(
    at("2026-01-11T07:00+01:00"),
  );
  expect(sendWindow(rules, BERLIN, at("2026-01-11T21:59+01:00"))).toBe(
    at("2026-01-11T21:59+01:00"),
  );
});

test("quiet hours that end in a gap end with it", () => {
  const rules = { quietHours: { from: "22:00", to: "02:30" } };
  expect(sendWindow(rules, BERLIN, at("2026-03-29T01:30+01:00"))).toBe(
    at("2026-03-29T03:00+02:00"),
  );
});

test("days off are passed over, those of one year and those of every year", () => {
  const rules = { daysOff: ["12-25", "2026-12-26"] };
  expect(sendWindow(rules, BERLIN, at("2026-12-25T12:00Z"))).toBe(at("2026-12-27T00:00+01:00"));
  expect(sendWindow(rules, BERLIN, at("2027-12-25T12:00Z"))).toBe(at("2027-12-26T00:00+01:00"));
});

test("a window on Mondays whose Mondays are all off for a year and more opens at no time", () => {
  const mondays = Array.from({ length: 60 }, (_, week) =>
    new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10),
  );
  const rules: SendRules = { sendWindow: { weekdays: ["monday"] }, daysOff: mondays };
  expect(sendWindow(rules, BERLIN, at("2026-01-01T00:00Z"))).toBeUndefined();
});

test("after fifty Mondays off the next one is found", () => {
  const mondays = Array.from({ length: 50 }, (_, week) =>
    new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10),
  );
  const rules: SendRules = { sendWindow: { weekdays: ["monday"] }, daysOff: mondays };
  expect(sendWindow(rules, BERLIN, at("2026-01-01T00:00Z"))).toBe(at("2026-12-21T00:00+01:00"));
});
