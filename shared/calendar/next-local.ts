import { Defect } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { midnight, sinceMidnight, type Weekday, weekdayOf } from "./day.ts";
import { firstInstant, localAt } from "./zone.ts";

/** A local time of day, on every day or on some. */
type LocalTime = { time: string; weekdays?: readonly Weekday[] | undefined };

/** A week, and the days that a clock set back or forth past midnight may add. */
const DAYS = 7 + 3;

/**
 * The first instant at or after `from` (epoch milliseconds) that begins that local time in the zone. Where the clocks skip it,
 * it is the next instant that there is; where they show it twice, the first.
 */
export function nextLocal({ time, weekdays }: LocalTime, zone: string, from: number): number {
  const ofDay = sinceMidnight(time);
  // All of the days before this one began before `from`, whatever the clocks did.
  const first = midnight(localAt(zone, from - 1));
  for (let i = 0; i < DAYS; i += 1) {
    const day = first + i * DAY_MS;
    if (weekdays && !weekdays.includes(weekdayOf(day))) continue;
    const at = firstInstant(zone, day + ofDay);
    if (at >= from) return at;
  }
  throw new Defect(`no ${time} in ${zone} within ${DAYS} days`);
}
