import { readDate } from "./day.ts";
import { localAt } from "./zone.ts";

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** Years outside are typing errors, and their clocks are unknown. */
const YEARS = { first: "1900", last: "2200" };

/** A local time, or an exact instant if the text has an offset; milliseconds. */
type DateTime = { local: number } | { exact: number };

/**
 * Parses `2026-12-01`, `2026-12-01T09:00:00` (both local) or `2026-12-01T09:00:00Z`; undefined for
 * anything else, and outside the years 1900–2200.
 */
export function readDateTime(value: unknown): DateTime | undefined {
  if (typeof value !== "string") return undefined;
  const [, date, offset] = DATE_TIME.exec(value) ?? [];
  if (date === undefined || date < YEARS.first || date.slice(0, 4) > YEARS.last) return undefined;
  const day = readDate(date);
  if (day === undefined || value === date) return day === undefined ? undefined : { local: day };
  if (offset === undefined) return { local: Date.parse(`${value}Z`) };
  return { exact: Date.parse(value) };
}

/** The local time of a date-time. */
export const toLocal = (read: DateTime, zone: string): number =>
  "exact" in read ? localAt(zone, read.exact) : read.local;
