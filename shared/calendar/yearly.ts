import { DAY_MS } from "#shared/kernel/time.ts";
import { addCalendarSpan } from "./add-span.ts";
import { midnight, readDate, sinceMidnight } from "./day.ts";
import type { DateOffset } from "./instant-of-date.ts";
import { readDateTime, toLocal } from "./read-date-time.ts";
import { parseSignedSpan, type Span } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

/** A yearly day from a first year on, and the time of day in milliseconds. */
type Yearly = { month: number; day: number; ofDay: number; firstYear: number };

const NOTHING: Span = { months: 0, days: 0, ms: 0 };
/** `02-29` or, as in older ISO 8601, `--02-29`. */
const DAY_OF_YEAR = /^(?:--)?(\d\d-\d\d)$/;

/**
 * Years to search. One of the first six matches, whatever the offset; the rest only guard against
 * nonexistent instants.
 */
const MAX_YEARS = 30;

/**
 * The first anniversary of a date, at an offset, later than `after` (epoch milliseconds), and its
 * year, which does not depend on the zone. The date may lack its year (`02-29`); one with a year
 * never precedes itself. 29 February becomes the 28th in other years. Undefined for anything but a
 * date.
 */
export function nextYearly(
  value: unknown,
  zone: string,
  { offset, time }: DateOffset,
  after: number,
): { at: number; year: number } | undefined {
  const yearly = readYearly(value, zone);
  if (yearly === undefined) return undefined;
  const { firstYear, ...day } = yearly;
  if (time !== undefined) day.ofDay = sinceMidnight(time);
  const span = offset === undefined ? NOTHING : parseSignedSpan(offset);
  // An offset of years shifts which year's date comes next; the extra years cover the rest.
  const days = span.days + span.ms / DAY_MS;
  const years = Math.trunc(span.months / 12) + Math.trunc(days / 366);
  const first = Math.max(firstYear, new Date(localAt(zone, after)).getUTCFullYear() - years - 2);
  for (let year = first; year <= first + MAX_YEARS; year += 1) {
    const at = addCalendarSpan(firstInstant(zone, localIn(year, day)), span, zone);
    if (at > after) return { at, year };
  }
  return undefined;
}

function readYearly(value: unknown, zone: string): Yearly | undefined {
  const [, dayOfYear] = typeof value === "string" ? (DAY_OF_YEAR.exec(value) ?? []) : [];
  const local = dayOfYear ? readDate(`2000-${dayOfYear}`) : readLocal(value, zone);
  if (local === undefined) return undefined;
  const date = new Date(local);
  return {
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    ofDay: local - midnight(local),
    firstYear: dayOfYear ? Number.NEGATIVE_INFINITY : date.getUTCFullYear(),
  };
}

function readLocal(value: unknown, zone: string): number | undefined {
  const read = readDateTime(value);
  return read && toLocal(read, zone);
}

function localIn(year: number, { month, day, ofDay }: Omit<Yearly, "firstYear">): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(day, lastDay)) + ofDay;
}
