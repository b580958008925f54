import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { nextYearly } from "#shared/calendar/index.ts";
import { iso } from "#shared/kernel/time.ts";
import { runs } from "#test/support/long.ts";
import { instantOf, plainAt, ZONES } from "./oracle.ts";

const at = Date.parse;
const BERLIN = "Europe/Berlin";

test.each([
  ["1985-06-15", {}, "2026-01-01T00:00Z", "2026-06-15T00:00+02:00"],
  ["1985-06-15", { time: "09:00" }, "2026-06-15T09:00+02:00", "2027-06-15T09:00+02:00"],
  ["1985-06-15T08:30:00", {}, "2026-06-15T08:29:59+02:00", "2026-06-15T08:30+02:00"],
  ["1985-06-15T23:30:00Z", { time: "09:00" }, "2026-01-01T00:00Z", "2026-06-16T09:00+02:00"],
  ["1984-02-29", { time: "09:00" }, "2026-01-01T00:00Z", "2026-02-28T09:00+01:00"],
  ["1984-02-29", { time: "09:00" }, "2028-01-01T00:00Z", "2028-02-29T09:00+01:00"],
  ["--02-29", { time: "09:00" }, "2026-03-01T00:00Z", "2027-02-28T09:00+01:00"],
  ["12-24", { offset: "-P1D" }, "2026-12-23T00:00+01:00", "2027-12-23T00:00+01:00"],
  ["1985-04-01", { offset: "-P7D", time: "09:00" }, "2026-01-01T00:00Z", "2026-03-25T09:00+01:00"],
  ["1985-01-02", { offset: "-P7D" }, "2026-12-25T00:00Z", "2026-12-26T00:00+01:00"],
  ["1985-06-15", { offset: "P10Y" }, "2026-01-01T00:00Z", "2026-06-15T00:00+02:00"],
  ["1985-06-15", { offset: "-P9Y11M" }, "2026-01-01T00:00Z", "2026-07-15T00:00+02:00"],
  ["2030-06-15", {}, "2026-01-01T00:00Z", "2030-06-15T00:00+02:00"],
  ["2030-06-15", { offset: "-P1M" }, "2026-01-01T00:00Z", "2030-05-15T00:00+02:00"],
  ["2200-06-15", { offset: "P10Y" }, "2026-01-01T00:00Z", "2210-06-15T00:00+02:00"],
  ["06-15", { offset: "PT87840H" }, "2026-01-01T00:00Z", "2026-06-23T00:00+02:00"],
])("%s of every year, %o, comes after %s at %s", (value, around, after, expected) => {
  expect(iso(nextYearly(value, BERLIN, around, at(after))!.at)).toBe(iso(at(expected)));
});

test.each(["soon", "02-30", "13-01", "--2-29", "1985-02-29", 229, null, undefined])(
  "%j is no date of every year",
  (value) => {
    expect(nextYearly(value, BERLIN, {}, 0)).toBeUndefined();
  },
);

test.each([[{}], [{ time: "09:00", offset: "-P1M" }]])(
  "after an instant that is none, nothing comes round, %o",
  (around) => expect(nextYearly("06-15", "UTC", around, Number.NaN)).toBeUndefined(),
);

const LONG = ["P10Y", "-P10Y", "PT87840H", "-PT87840H", "P3660D", "-P3660D", "-P4Y1800DT24H"];
const OFFSETS = ["PT0S", "-P7D", "P1D", "-P1M", "P1M3DT2H", "-P1Y", "P2Y", "-PT36H", ...LONG];

test("for random dates, offsets, zones and instants it is the first one that Temporal finds year by year", () => {
  const zones = fc.constantFrom(...ZONES);
  const days = fc.nat(20_000);
  const after = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  const times = fc.constantFrom("00:00", "02:30", "09:00");
  const offsets = fc.constantFrom(...OFFSETS);
  fc.assert(
    fc.property(zones, days, offsets, times, after, (zone, days, offset, time, after) => {
      const date = Temporal.PlainDate.from("1970-01-01").add({ days });
      const found = nextYearly(date.toString(), zone, { offset, time }, after);
      expect(found).toEqual(byTemporal(date, zone, { offset, time }, after));
    }),
    { numRuns: runs(200) },
  );
});

type Around = { offset: string; time: string };

function byTemporal(date: Temporal.PlainDate, zone: string, around: Around, after: number) {
  const { years, months, days, hours } = Temporal.Duration.from(around.offset);
  const from = Math.max(date.year, new Date(after).getUTCFullYear() - 14);
  for (let year = from; ; year += 1) {
    // `add` takes the last day of February where there is no 29th.
    const day = date.add({ years: year - date.year });
    const start = instantOf(zone, day.toPlainDateTime(around.time));
    const moves = years !== 0 || months !== 0 || days !== 0;
    const moved = plainAt(zone, start).add({ years, months, days });
    const at = (moves ? instantOf(zone, moved) : start) + hours * 3_600_000;
    if (at > after) return { at, year };
  }
}
