import { readDate } from "./day.ts";
import { localAt } from "./zone.ts";

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** What lies outside is a slip of the pen, and no clock is known for it. */
const YEARS = { first: "1900", last: "2200" };

/**
 * What the zone's clocks show, or the instant itself where the text names one by its offset. Both
 * in milliseconds.
 */
type DateTime = { local: number } | { exact: number };

/**
 * Reads `2026-12-01`, `2026-12-01T09:00:00` (both by a zone's clocks) or `2026-12-01T09:00:00Z`;
 * undefined for anything else, and for years but 1900–2200.
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

/** What the zone's clocks show then. */
export const toLocal = (read: DateTime, zone: string): number =>
  "exact" in read ? localAt(zone, read.exact) : read.local;
