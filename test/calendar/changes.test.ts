import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  addCalendarSpan,
  addSpan,
  instantOfDate,
  localIso,
  parseSignedSpan,
  parseSpan,
} from "#shared/calendar/index.ts";
import { offsetPeriodAt } from "#shared/calendar/zone.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { some } from "#test/support/long.ts";
import {
  type Change,
  changesOf,
  instantOf,
  oddWall,
  plainAt,
  timeOf,
  timesAround,
  ZONES,
} from "./oracle.ts";

const changes = ZONES.flatMap(changesOf);
/** Zones of one history change alike: one for each change of the clocks. */
const distinct = [
  ...new Map(
    changes.map((change) => [`${change.at} ${change.before} ${change.after}`, change]),
  ).values(),
];

test("there are changes of the clocks to be tried", () => {
  expect(ZONES.length).toBeGreaterThan(400);
  expect(changes.length).toBeGreaterThan(4_000);
  expect(distinct.length).toBeGreaterThan(400);
});

test("in every zone the clocks change when Temporal says so, from 2020 to 2035", () => {
  for (const zone of some(ZONES)) {
    const found: Omit<Change, "zone">[] = [];
    let stretch = offsetPeriodAt(zone, Date.UTC(2020, 0));
    while (stretch.to < Date.UTC(2036, 0)) {
      const next = offsetPeriodAt(zone, stretch.to);
      if (next.offset !== stretch.offset) {
        found.push({ at: next.from, before: stretch.offset, after: next.offset });
      }
      stretch = next;
    }
    expect(found, zone).toEqual(changesOf(zone).map(({ zone: _, ...change }) => change));
  }
});

test("an instant before and after a change is shown as Temporal shows it", () => {
  for (const { zone, at } of some(changes)) {
    for (const time of [at - 1_000, at]) {
      const shown = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
      const iso = shown.toString({ smallestUnit: "second", timeZoneName: "never" });
      if (localIso(time, zone) !== iso) expect.fail(`${iso} in ${zone}: ${localIso(time, zone)}`);
    }
  }
});

test("a date with a time of day is the first instant that shows it, or the end of the gap over it", () => {
  for (const change of some(changes)) {
    for (const wall of timesAround(change)) {
      const date = wall.toPlainDate().toString();
      const found = instantOfDate(date, change.zone, { time: timeOf(wall) });
      if (found !== instantOf(change.zone, wall)) expect.fail(`${wall} in ${change.zone}`);
    }
  }
});

test("months and years lead to the same local time, as Temporal adds them", () => {
  for (const change of some(changes)) {
    const { zone } = change;
    for (const text of ["P1M", "P1Y2M3DT4H"]) {
      const span = parseSpan(text);
      const start = instantOf(zone, oddWall(change).subtract({ months: span.months }));
      const wall = plainAt(zone, start).add({ months: span.months });
      const exact = span.days * DAY_MS + span.ms;
      expect(addSpan(start, span, zone)).toBe(instantOf(zone, wall) + exact);
    }
  }
});

test("days of the calendar lead to the same local time over every change of any zone's clocks", () => {
  for (const change of distinct) {
    const { zone } = change;
    for (const text of ["P1D", "-P7D", "P1M2DT3H", "-P1M1D"]) {
      const span = parseSignedSpan(text);
      const { months, days } = span;
      const start = instantOf(zone, oddWall(change).subtract({ days, months }));
      const wall = plainAt(zone, start).add({ months, days });
      const found = addCalendarSpan(start, span, zone);
      if (found !== instantOf(zone, wall) + span.ms) expect.fail(`${wall} in ${zone}: ${text}`);
    }
  }
});

test("a local date-time without an offset is what the zone's clocks show, also where they skip or repeat it", () => {
  for (const change of distinct) {
    for (const wall of timesAround(change)) {
      const found = instantOfDate(wall.toString(), change.zone);
      if (found !== instantOf(change.zone, wall)) expect.fail(`${wall} in ${change.zone}`);
    }
  }
});
