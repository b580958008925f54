import { addSpan } from "./add-span.ts";
import { midnight, readDate, sinceMidnight } from "./day.ts";
import { parseSignedSpan } from "./span.ts";
import { firstInstant, localAt } from "./zone.ts";

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/;

/** What lies outside is a slip of the pen, and no clock is known for it. */
const YEARS = { first: "1900", last: "2200" };

/**
 * An attribute's value as an instant (epoch milliseconds): an ISO date (`2026-12-01`) is that date's midnight in the zone, a
 * date-time with an offset or Z is itself. A `time` takes the place of the local time of day. Undefined for anything else, and
 * for years but 1900–2200.
 */
export function instantOfDate(
  value: unknown,
  zone: string,
  { time }: { time?: string | undefined } = {},
): number | undefined {
  if (typeof value !== "string") return undefined;
  const [, date] = DATE_TIME.exec(value) ?? [];
  if (date === undefined || date < YEARS.first || date.slice(0, 4) > YEARS.last) return undefined;
  const day = readDate(date);
  if (day === undefined) return undefined;
  const exact = value !== date;
  const at = exact ? Date.parse(value) : firstInstant(zone, day);
  if (time === undefined) return at;
  const local = exact ? midnight(localAt(zone, at)) : day;
  return firstInstant(zone, local + sinceMidnight(time));
}

/** The instant (epoch milliseconds) so far before or after that of {@link instantOfDate}: `-P3D`, `P1M`. */
export function instantAround(
  value: unknown,
  zone: string,
  { offset, time }: { offset?: string | undefined; time?: string | undefined },
): number | undefined {
  const at = instantOfDate(value, zone, { time });
  return at === undefined || offset === undefined ? at : addSpan(at, parseSignedSpan(offset), zone);
}
