import { durationParts } from "../parts/duration/duration.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Numbers, dates and lists as the viewer's language writes them. Times are ISO texts or ms. */
export function makeFormat(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const unitOf = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  const dateTime = (timeZone?: string, seconds = false) =>
    new Intl.DateTimeFormat(locale, {
      dateStyle: "medium",
      timeStyle: seconds ? "medium" : "short",
      ...(timeZone && { timeZone }),
    });
  const short = new Intl.DateTimeFormat(locale, {
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
  const clock = (timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
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
    short: (at: string | number) => short.format(new Date(at)),
    day: (at: string | number) => day.format(new Date(at)),
    /** With seconds, for titles and details; in `timeZone` when it is given. */
    exact: (at: string | number, timeZone?: string) =>
      dateTime(timeZone, true).format(new Date(at)),
    /** "14:05" in `timeZone`; "14:05 UTC" where this browser does not know the zone. */
    time: (at: string | number, timeZone: string) => {
      try {
        return clock(timeZone).format(new Date(at));
      } catch {
        return `${clock("UTC").format(new Date(at))} UTC`;
      }
    },
    /** "3 hr. ago", "in 2 days". `now` in ms. */
    relative: (at: string | number, now: number) => {
      const ms = new Date(at).getTime() - now;
      const size = Math.abs(ms);
      if (size < MINUTE_MS) return relative.format(Math.round(ms / 1_000), "second");
      if (size < HOUR_MS) return relative.format(Math.round(ms / MINUTE_MS), "minute");
      if (size < DAY_MS) return relative.format(Math.round(ms / HOUR_MS), "hour");
      return relative.format(Math.round(ms / DAY_MS), "day");
    },
  };
}

export type Format = ReturnType<typeof makeFormat>;
