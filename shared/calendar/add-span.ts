import { midnight } from "./day.ts";
import type { Span } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

/**
 * The instant a span later: its months first, at the same local time in the zone and on the last day of a month that is too
 * short (31 January + P1M is 28 or 29 February), then its exact time. A skipped local time gives the next instant that
 * there is, a repeated one its first.
 */
export function addSpan(at: number, span: Span, zone: string): number {
  if (span.months === 0) return at + span.ms;
  return firstInstant(zone, addMonths(localAt(zone, at), span.months)) + span.ms;
}

function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return Date.UTC(year, month, day) + (local - midnight(local));
}
