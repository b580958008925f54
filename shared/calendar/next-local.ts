import { Defect } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { midnight, sinceMidnight, type Weekday, weekdayOf } from "./day.ts";
import { firstInstant, localAt } from "./zone.ts";

/** A local time of day, on all or some weekdays. */
type LocalTime = { time: string; weekdays?: readonly Weekday[] | undefined };

/** A week, and days that clock changes past midnight may add. */
const DAYS = 7 + 3;

/**
 * The first instant at or after `from` (epoch milliseconds) at that local time. A skipped time
 * becomes the next existing instant, a repeated one the first.
 */
export function nextLocal({ time, weekdays }: LocalTime, zone: string, from: number): number {
  const ofDay = sinceMidnight(time);
  // All earlier days began before `from`, whatever the clock changes.
  const first = midnight(localAt(zone, from - 1));
  for (let i = 0; i < DAYS; i += 1) {
    const day = first + i * DAY_MS;
    if (weekdays && !weekdays.includes(weekdayOf(day))) continue;
    const at = firstInstant(zone, day + ofDay);
    if (at >= from) return at;
  }
  throw new Defect(`no ${time} in ${zone} within ${DAYS} days`);
}
