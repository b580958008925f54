import type { Context } from "liquidjs";
import QuickLRU from "quick-lru";

/** What of a date is shown, by the name that an author gives. */
const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  full: { dateStyle: "full" },
  long: { dateStyle: "long" },
  medium: { dateStyle: "medium" },
  short: { dateStyle: "short" },
  month: { month: "long" },
  weekday: { weekday: "long" },
  time: { timeStyle: "short" },
};
/** Where neither the author nor the contact has a language. */
const FALLBACK = "en-US";
/**
 * A date, or a date and time without an offset: as clocks on a wall show it, the same in every
 * zone.
 */
const OF_THE_WALL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/**
 * The filter `local_date`: a date in the language and the zone of the contact, or in a language
 * that is given. What is no date is empty.
 * @throws RangeError for a style that there is not
 */
export function localDate(
  this: { context: Context },
  value: unknown,
  style: unknown = "long",
  language?: unknown,
): string {
  const shown = typeof style === "string" ? STYLES[style] : undefined;
  if (!shown) throw new RangeError(`local_date takes one of ${Object.keys(STYLES).join(", ")}`);
  if (typeof value !== "string") return "";
  const isOfTheWall = OF_THE_WALL.test(value);
  const at = Date.parse(isOfTheWall && value.includes("T") ? `${value}Z` : value);
  if (Number.isNaN(at)) return "";
  const of = (name: string) => this.context.getSync(["contact", name]);
  const zone = isOfTheWall ? "UTC" : (of("timeZone") ?? "UTC");
  const format = formatOf(String(language ?? of("locale") ?? FALLBACK), String(zone), shown);
  return format.format(at);
}

/** Making one takes as long as a mail. */
const MAX_FORMATS = 200;
const formats = new QuickLRU<string, Intl.DateTimeFormat>({ maxSize: MAX_FORMATS });

function formatOf(language: string, timeZone: string, shown: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify([language, timeZone, shown]);
  const known = formats.get(key);
  if (known) return known;
  const made = make(language, timeZone, shown);
  formats.set(key, made);
  return made;
}

/** Data may hold anything in place of a language. */
function make(language: string, timeZone: string, shown: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(language, { ...shown, timeZone });
  } catch {
    return new Intl.DateTimeFormat(FALLBACK, { ...shown, timeZone: "UTC" });
  }
}
