import { DAY_MS } from "#shared/kernel/time.ts";
import { midnight } from "./day.ts";
import type { Span } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

/**
 * Adds a span to an instant (epoch milliseconds): months first, at the same local time and clamped
 * to the end of the month (31 January + P1M is 28 or 29 February), then days of 24 hours and exact
 * time. A skipped local time becomes the next existing instant, a repeated one the first.
 */
export function addSpan(at: number, { months, days, ms }: Span, zone: string): number {
  const exact = days * DAY_MS + ms;
  if (months === 0) return at + exact;
  return firstInstant(zone, addMonths(localAt(zone, at), months)) + exact;
}

/** Like {@link addSpan}, but days are calendar days: the local time survives a clock change. */
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
