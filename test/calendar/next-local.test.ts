import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { nextLocal, Weekday } from "#shared/calendar/index.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { runs, some } from "#test/support/long.ts";
import { changesOf, instantOf, timeOf, timesAround, wallAt, ZONES } from "./oracle.ts";

test("the next local time around a change is the one that Temporal finds day by day", () => {
  for (const change of some(ZONES.flatMap(changesOf))) {
    const { zone, at } = change;
    const times = timesAround(change).map(timeOf);
    for (const from of [at - HOUR_MS, at, at + 31 * MINUTE_MS]) {
      for (const time of times) {
        const found = nextLocal({ time }, zone, from);
        if (found !== nextByDay(zone, time, from)) {
          expect.fail(`${time} in ${zone} from ${new Date(from).toISOString()}`);
        }
      }
    }
  }
});

const walls = new Map<string, number>();

/** Searches from the day before: the clocks may have skipped the time until now. */
function nextByDay(zone: string, time: string, from: number, weekdays?: Weekday[]): number {
  const today = Temporal.PlainDate.from(wallAt(zone, from).toISOString().slice(0, 10));
  for (let days = -1; ; days += 1) {
    const date = today.add({ days });
    if (weekdays && !weekdays.includes(Weekday.options[date.dayOfWeek - 1]!)) continue;
    const key = `${zone} ${date} ${time}`;
    const at = walls.get(key) ?? instantOf(zone, date.toPlainDateTime(time));
    walls.set(key, at);
    if (at >= from) return at;
  }
}

test("for random weekdays, times, zones and instants the next local time is Temporal's, and is its own next", () => {
  const weekdays = fc.uniqueArray(fc.constantFrom(...Weekday.options), { minLength: 1 });
  const from = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2036, 0) });
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.nat(1_439),
      weekdays,
      from,
      (zone, minute, days, at) => {
        const time = new Date(minute * MINUTE_MS).toISOString().slice(11, 16);
        const found = nextLocal({ time, weekdays: days }, zone, at);
        expect(found).toBe(nextByDay(zone, time, at, days));
        expect(nextLocal({ time, weekdays: days }, zone, found)).toBe(found);
      },
    ),
    { numRuns: runs(500) },
  );
});
