import { DAY_MS } from "#shared/kernel/time.ts";
import { midnight } from "./day.ts";
import type { Span } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

/**
 * The instant (epoch milliseconds) a span later: its months first, at the same local time in the
 * zone and on the last day of a month that is too short (31 January + P1M is 28 or 29 February),
 * then its days of 24 hours each and its exact time. A skipped local time gives the next instant
 * that there is, a repeated one its first.
 */
export function addSpan(at: number, { months, days, ms }: Span, zone: string): number {
  const exact = days * DAY_MS + ms;
  if (months === 0) return at + exact;
  return firstInstant(zone, addMonths(localAt(zone, at), months)) + exact;
}

/**
 * As {@link addSpan}, but its days are days of the calendar too: the local time stays over a change
 * of the clocks.
 */
export function addCalendarSpan(at: number, { months, days, ms }: Span, zone: string): number {
  if (months === 0 && days === 0) return at + ms;
  return firstInstant(zone, addMonths(localAt(zone, at), months) + days * DAY_MS) + ms;
}

function addMonths(local: number, months: number): number {
  if (months === 0) return local;
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(year, month, day) + (local - midnight(local));
}
