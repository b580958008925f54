import { Temporal } from "temporal-polyfill";
import { instantOf, plainAt, wallAt } from "#test/calendar/oracle.ts";

/**
 * Local time as slowly and plainly as possible, by `Temporal`; it shares no code with the engine.
 */

const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];
const QUARTER_MS = 15 * 60_000;

/** Years and months by the calendar of the zone, the rest exactly; `-P1D` goes back. */
export function later(from: number, text: string, zone: string): number {
  const { years, months, ...rest } = partsOf(Temporal.Duration.from(text));
  const exact = Temporal.Duration.from(rest).total({ unit: "millisecond", relativeTo: UTC_DAY });
  if (years === 0 && months === 0) return from + exact;
  return instantOf(zone, plainAt(zone, from).add({ years, months })) + exact;
}

/** The like, but days and weeks are the calendar's too. */
export function laterByDays(from: number, text: string, zone: string): number {
  const { years, months, weeks, days, ...rest } = partsOf(Temporal.Duration.from(text));
  const exact = Temporal.Duration.from(rest).total({ unit: "millisecond" });
  const calendar = { years, months, weeks, days };
  if (Object.values(calendar).every((one) => one === 0)) return from + exact;
  return instantOf(zone, plainAt(zone, from).add(calendar)) + exact;
}

/** Days and weeks are exact here: there are no clocks set back in UTC. */
const UTC_DAY = Temporal.PlainDate.from("2026-01-01").toZonedDateTime("UTC");

const partsOf = ({ years, months, weeks, days, hours, minutes, seconds }: Temporal.Duration) => ({
  ...{ years, months, weeks, days, hours, minutes, seconds },
});

/** The first instant from `from` on at which that time of one of those days begins. */
export function nextTime(
  { time, weekdays }: { time: string; weekdays?: string[] | undefined },
  zone: string,
  from: number,
): number {
  let day = plainAt(zone, from).toPlainDate().subtract({ days: 2 });
  for (;;) {
    const at = instantOf(zone, day.toPlainDateTime(time));
    if (at >= from && (!weekdays || weekdays.includes(WEEKDAYS[day.dayOfWeek]!))) return at;
    day = day.add({ days: 1 });
  }
}

/** The instant around the date in a text; undefined where the text is no date. */
export function aroundDate(
  value: unknown,
  { offset, time }: { offset?: string | undefined; time?: string | undefined },
  zone: string,
): number | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const exact = /(Z|T.*[+-]\d\d:\d\d)$/.test(value)
      ? Temporal.Instant.from(value).epochMilliseconds
      : undefined;
    const wall = exact === undefined ? Temporal.PlainDateTime.from(value) : plainAt(zone, exact);
    const that = time === undefined ? wall : wall.toPlainDate().toPlainDateTime(time);
    const at = exact === undefined || time !== undefined ? instantOf(zone, that) : exact;
    return offset === undefined ? at : laterByDays(at, offset, zone);
  } catch {
    return undefined;
  }
}

/** The first instant after another around a date of every year, its years tried one by one. */
export function everyYear(
  value: unknown,
  around: { offset?: string | undefined; time?: string | undefined },
  zone: string,
  after: number,
): number | undefined {
  if (aroundDate(value, around, zone) === undefined) return undefined;
  const text = value as string;
  const isExact = /(Z|T.*[+-]\d\d:\d\d)$/.test(text);
  const wall = isExact
    ? plainAt(zone, Temporal.Instant.from(text).epochMilliseconds)
    : Temporal.PlainDateTime.from(text);
  const found = Array.from({ length: 40 }, (_, years) =>
    aroundDate(wall.add({ years }).toString(), around, zone),
  );
  return found.find((at) => at! > after);
}

type Rules = {
  quietHours?: { from: string; to: string } | undefined;
  sendWindow?: { weekdays?: string[] | undefined; from?: string; to?: string } | undefined;
  daysOff?: string[] | undefined;
};

/**
 * When mail may go next: every quarter of an hour is tried, so rules and zones must keep to those.
 */
export function nextOpen(rules: Rules, zone: string, from: number): number {
  if (isOpen(rules, zone, from)) return from;
  let at = Math.ceil((from + 1) / QUARTER_MS) * QUARTER_MS;
  while (!isOpen(rules, zone, at)) at += QUARTER_MS;
  return at;
}

function isOpen({ quietHours, sendWindow, daysOff = [] }: Rules, zone: string, at: number) {
  const wall = wallAt(zone, at);
  const [date, time] = [wall.toISOString().slice(0, 10), wall.toISOString().slice(11, 16)];
  if (daysOff.includes(date) || daysOff.includes(date.slice(5))) return false;
  if (quietHours) {
    const { from, to } = quietHours;
    const quiet = from < to ? time >= from && time < to : time >= from || time < to;
    if (quiet) return false;
  }
  if (!sendWindow) return true;
  const { weekdays, from = "00:00", to = "24:00" } = sendWindow;
  if (weekdays && !weekdays.includes(WEEKDAYS[wall.getUTCDay()]!)) return false;
  return time >= from && time < to;
}
