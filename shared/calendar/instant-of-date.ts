import { addCalendarSpan } from "./add-span.ts";
import { midnight, sinceMidnight } from "./day.ts";
import { readDateTime, toLocal } from "./read-date-time.ts";
import { parseSignedSpan } from "./span.ts";
import { firstInstant } from "./zone.ts";

/** An offset from a date (`-P3D`) and a local time of its day (`09:00`). */
export type DateOffset = { offset?: string | undefined; time?: string | undefined };

/**
 * An attribute's value as an instant (epoch milliseconds): an ISO date (`2026-12-01`) is midnight
 * in the zone, a date-time is exact with an offset or Z, else local to the zone. `time` replaces
 * the local time. Undefined for anything else, and outside the years 1900–2200.
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
 * The instant (epoch milliseconds) at an offset (`-P3D`, `P1M`) from {@link instantOfDate}, in
 * calendar days: a week before nine o'clock is nine o'clock.
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
