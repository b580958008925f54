import { DAY_MS } from "#shared/kernel/time.ts";
import { addCalendarSpan } from "./add-span.ts";
import { midnight, readDate, sinceMidnight } from "./day.ts";
import type { DateOffset } from "./instant-of-date.ts";
import { readDateTime, toLocal } from "./read-date-time.ts";
import { parseSignedSpan, type Span } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

/** A day of every year, from a first year on, at a time of day in milliseconds after midnight. */
type Yearly = { month: number; day: number; ofDay: number; firstYear: number };

const NOTHING: Span = { months: 0, days: 0, ms: 0 };
/** `02-29` and, as ISO 8601 had it, `--02-29`; 2000 was a leap year. */
const DAY_OF_YEAR = /^(?:--)?(\d\d-\d\d)$/;

/**
 * The span of years that is looked through. The first or one of the next five is it, whatever the
 * offset; more are looked at only for an instant that is none, which would be never.
 */
const MAX_YEARS = 30;

/**
 * The first instant (epoch milliseconds) later than `after` at which a date comes round again, or
 * is so far off, and the year that it comes round in, which no zone changes. The date may lack its
 * year: `02-29`. One with a year never comes before itself. The 29th of February is the 28th in
 * other years. Undefined for what is no date.
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
  // Whole years and more off, it is the date of another year that comes next; the years before make
  // up for what is less.
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
