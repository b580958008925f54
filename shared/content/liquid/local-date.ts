import type { Context } from "liquidjs";
import QuickLRU from "quick-lru";

/** Date formats by their name in templates. */
const STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  full: { dateStyle: "full" },
  long: { dateStyle: "long" },
  medium: { dateStyle: "medium" },
  short: { dateStyle: "short" },
  month: { month: "long" },
  weekday: { weekday: "long" },
  time: { timeStyle: "short" },
};
/** If neither the author nor the contact has a language. */
const FALLBACK = "en-US";
/** A date, or a date and time without an offset: the same in every zone. */
const OF_THE_WALL = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

/**
 * The filter `local_date`: a date in the contact's language and zone, or in a given language; empty
 * for non-dates.
 * @throws RangeError for an unknown style
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

/** Creating one takes as long as a mail. */
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

/** Data may contain any text as a language. */
function make(language: string, timeZone: string, shown: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(language, { ...shown, timeZone });
  } catch {
    return new Intl.DateTimeFormat(FALLBACK, { ...shown, timeZone: "UTC" });
  }
}
