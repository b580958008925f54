import { addCalendarSpan } from "./add-span.ts";
import { midnight, sinceMidnight } from "./day.ts";
import { readDateTime, toLocal } from "./read-date-time.ts";
import { parseSignedSpan } from "./span.ts";
import { firstInstant } from "./zone.ts";

/** How far from a date, and at which local `time` of its day; `-P3D`, `09:00`. */
export type DateOffset = { offset?: string | undefined; time?: string | undefined };

/**
 * An attribute's value as an instant (epoch milliseconds): an ISO date (`2026-12-01`) is that
 * date's midnight in the zone, a date-time with an offset or Z is itself, one without is what the
 * zone's clocks show. A `time` takes the place of the local time of day. Undefined for anything
 * else, and for years but 1900–2200.
 */
export function instantOfDate(
  value: unknown,
  zone: string,
  { time }: { time?: string | undefined } = {},
): number | undefined {
  const read = readDateTime(value);
  if (read === undefined) return undefined;
  if (time !== undefined)
    return firstInstant(zone, midnight(toLocal(read, zone)) + sinceMidnight(time));
  return "exact" in read ? read.exact : firstInstant(zone, read.local);
}

/**
 * The instant (epoch milliseconds) so far before or after that of {@link instantOfDate}: `-P3D`,
 * `P1M`. Days are days of the calendar: a week before nine o'clock is nine o'clock.
 */
export function instantAround(
  value: unknown,
  zone: string,
  { offset, time }: DateOffset,
): number | undefined {
  const at = instantOfDate(value, zone, { time });
  return at === undefined || offset === undefined
    ? at
    : addCalendarSpan(at, parseSignedSpan(offset), zone);
}
