import * as z from "zod/mini";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";

/** A local time of day to the minute, `09:00`. */
export const TimeOfDay = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "not a time of day from 00:00 to 23:59"));

export const Weekday = z.enum([
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
]);
export type Weekday = z.infer<typeof Weekday>;

/** A `TimeOfDay` as milliseconds after midnight. */
export const sinceMidnight = (time: string): number =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE_MS;

/** The local midnight at or before a local time. */
export const midnight = (local: number): number => Math.floor(local / DAY_MS) * DAY_MS;

/** The weekday of a local time; 1 January 1970 was a Thursday. */
export function weekdayOf(local: number): Weekday {
  const days = Math.floor(local / DAY_MS) + 3;
  return Weekday.options[((days % 7) + 7) % 7]!;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The local midnight of the date `2026-12-01`; undefined for a nonexistent day. */
export function readDate(text: string): number | undefined {
  if (!DATE.test(text)) return undefined;
  const [year, month, day] = [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8)];
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  // `Date.UTC` turns 30 February into 2 March, and the year 50 into 1950.
  const isThere = date.getUTCDate() === day && date.getUTCFullYear() === year;
  return isThere && date.getUTCMonth() === month - 1 ? at : undefined;
}
