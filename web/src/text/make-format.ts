import { durationParts } from "../parts/duration/duration.ts";
import { zoneFormats } from "./zone-formats.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const isDate = (at: string | number) => typeof at === "string" && /^\d{4}-\d\d-\d\d$/.test(at);

/** Numbers, dates and lists as the viewer's language writes them. Times are ISO texts or ms. */
export function makeFormat(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const unitOf = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  const zoned = zoneFormats(locale);
  const ours = zoned();
  const dayOfMonth = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    timeZone: "UTC",
  });
  /** "3 hr. ago", "in 2 days". `now` in ms. */
  const relativeTo = (at: string | number, now: number) => {
    const ms = new Date(at).getTime() - now;
    const size = Math.abs(ms);
    if (size < MINUTE_MS) return relative.format(Math.round(ms / 1_000), "second");
    if (size < HOUR_MS) return relative.format(Math.round(ms / MINUTE_MS), "minute");
    if (size < DAY_MS) return relative.format(Math.round(ms / HOUR_MS), "hour");
    return relative.format(Math.round(ms / DAY_MS), "day");
  };
  return {
    locale,
    number: (value: number) => number.format(value),
    compact: (value: number) => compact.format(value),
    percent: (share: number) => percent.format(share),
    list: (items: string[]) => list.format(items),
    /** "1 day, 12 hours" of `P1DT12H`; other texts as they are. */
    duration: (iso: string) => {
      const parts = durationParts(iso)?.map(({ amount, unit }) => unitOf(unit).format(amount));
      return parts?.join(", ") ?? iso;
    },
    /** "5 Mar, 14:05" in the viewer's zone. */
    short: (at: string | number) => ours.short.format(new Date(at)),
    /** The day of an instant in the viewer's zone; a date (`2026-03-05`) is the same everywhere. */
    day: (at: string | number) => (isDate(at) ? zoned("UTC") : ours).day.format(new Date(at)),
    /** "5 Mar" of a date. */
    dayOfMonth: (date: string) => dayOfMonth.format(new Date(date)),
    /** With seconds, for titles and details; in `zone` when it is given. */
    exact: (at: string | number, zone?: string) => {
      const { exact, name } = zoned(zone);
      return exact.format(new Date(at)) + name;
    },
    /** "14:05" in `zone`. */
    time: (at: string | number, zone: string) => {
      const { time, name } = zoned(zone);
      return time.format(new Date(at)) + name;
    },
    /** The time in `zone`, with the day where it is another; undefined where both are ours. */
    there: (at: string | number, zone: string) => {
      const moment = new Date(at);
      const { short, day, time, name } = zoned(zone);
      if (short.format(moment) === ours.short.format(moment)) return undefined;
      const isOurDay = day.format(moment) === ours.day.format(moment);
      return (isOurDay ? time : short).format(moment) + name;
    },
    relative: relativeTo,
    /** Of what has happened: a clock that lags behind does not put it in the future. */
    ago: (at: string | number, now: number) =>
      relativeTo(Math.min(new Date(at).getTime(), now), now),
  };
}

export type Format = ReturnType<typeof makeFormat>;
