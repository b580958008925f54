import { Temporal } from "temporal-polyfill";
import { type SendRules, Weekday } from "#shared/calendar/index.ts";

/** Local time as `Temporal` has it, to judge ours by. */
export const ZONES = Intl.supportedValuesOf("timeZone");

export type Change = { zone: string; at: number; before: number; after: number };

const START = Temporal.Instant.from("2020-01-01T00:00Z");
const END_MS = Date.UTC(2036, 0);

const offsetOf = (time: Temporal.ZonedDateTime) => time.offsetNanoseconds / 1_000_000;

/** When the zone's clocks change from 2020 to 2035. */
export const changesOf = keep((zone: string): Change[] => {
  const changes: Change[] = [];
  let time = START.toZonedDateTimeISO(zone);
  for (;;) {
    const next = time.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds >= END_MS) return changes;
    const [before, after] = [offsetOf(time), offsetOf(next)];
    if (before !== after) changes.push({ zone, at: next.epochMilliseconds, before, after });
    time = next;
  }
});

const firstOffset = keep((zone: string) => offsetOf(START.toZonedDateTimeISO(zone)));

/** What the zone's clocks show at an instant of these years, in the UTC fields of the Date. */
export function wallAt(zone: string, at: number): Date {
  const change = changesOf(zone).findLast((one) => one.at <= at);
  return new Date(at + (change?.after ?? firstOffset(zone)));
}

/** The first instant at or after that local time. */
export function instantOf(zone: string, wall: Temporal.PlainDateTime): number {
  const time = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (time.toPlainDateTime().equals(wall)) return time.epochMilliseconds;
  return time.getTimeZoneTransition("next")!.epochMilliseconds;
}

export const plainAt = (zone: string, at: number): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();

/** A local time skipped or repeated at a change: the middle between before and after. */
export const oddWall = ({ at, before, after }: Change): Temporal.PlainDateTime =>
  plainAt("UTC", at + (before + after) / 2).round({
    smallestUnit: "minute",
    roundingMode: "floor",
  });

/** Times to try at a change: a skipped or repeated one, and the one it leads to. */
export const timesAround = (change: Change) => [oddWall(change), plainAt(change.zone, change.at)];

/** As a `TimeOfDay`. */
export const timeOf = (wall: Temporal.PlainDateTime) =>
  wall.toPlainTime().toString({ smallestUnit: "minute" });

function keep<V>(make: (zone: string) => V): (zone: string) => V {
  const kept = new Map<string, V>();
  return (zone) => {
    const value = kept.get(zone) ?? make(zone);
    kept.set(zone, value);
    return value;
  };
}

/** The rules read naively, one minute at a time. */
export function isOpen({ quietHours, sendWindow, daysOff = [] }: SendRules, wall: Date): boolean {
  const iso = wall.toISOString();
  const time = iso.slice(11, 16);
  if (daysOff.some((day) => day === iso.slice(0, 10) || day === iso.slice(5, 10))) return false;
  if (sendWindow?.weekdays) {
    const sundayFirst = ["sunday", ...Weekday.options.slice(0, 6)] as const;
    if (!sendWindow.weekdays.includes(sundayFirst[wall.getUTCDay()]!)) return false;
  }
  if (sendWindow?.from !== undefined && time < sendWindow.from) return false;
  if (sendWindow?.to !== undefined && time >= sendWindow.to) return false;
  if (!quietHours) return true;
  const { from, to } = quietHours;
  return from < to ? time < from || time >= to : time < from && time >= to;
}
