import * as z from "zod/mini";
import { MAX_DURATION_MS, parseDuration } from "#shared/kernel/duration.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

/** Calendar months, then days (a week is seven), then exact milliseconds; all of one sign. */
export type Span = { months: number; days: number; ms: number };

const PATTERN = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(.*)$/;
/** Weeks and days of a valid duration without months and years. */
const DAYS = /^(?:(\d+)W)?(?:(\d+)D)?/;
/** For the limit only: twelve are a leap year. */
const LONG_MONTH_MS = 30.5 * DAY_MS;

/**
 * Parses an ISO 8601 duration with years and months: `P1M`, `P1Y2M`, `P1M3DT4H`. Whether a day is
 * 24 hours depends on {@link addSpan} or {@link addCalendarSpan}.
 * @throws InvalidInput when the text is not such a duration, or longer than ten years
 */
export function parseSpan(text: string): Span {
  const known = parsed.get(text);
  if (known) return known;
  const span = readSpan(text);
  if (parsed.size < MAX_KEPT) parsed.set(text, span);
  return span;
}

/** Durations are parsed at each visit of a step; beyond this many they are not cached. */
const MAX_KEPT = 2_000;
const parsed = new Map<string, Span>();

function readSpan(text: string): Span {
  const [, years, months, exact] = PATTERN.exec(text) ?? [];
  const calendar = Number(years ?? 0) * 12 + Number(months ?? 0);
  const ms = exact === "" && (years ?? months) !== undefined ? 0 : readExact(exact);
  if (ms === undefined || calendar * LONG_MONTH_MS + ms > MAX_DURATION_MS) {
    throw new InvalidInput(
      `"${text.slice(0, 40)}" is not a duration of at most ten years, such as P1M, P3D or P1M3DT4H`,
    );
  }
  const [, weeks = 0, days = 0] = DAYS.exec(exact ?? "") ?? [];
  const whole = Number(weeks) * 7 + Number(days);
  return { months: calendar, days: whole, ms: ms - whole * DAY_MS };
}

function readExact(exact: string | undefined): number | undefined {
  try {
    return parseDuration(`P${exact}`);
  } catch {
    return undefined;
  }
}

/** Like {@link parseSpan}; a leading minus (`-P7D`) negates. */
export function parseSignedSpan(text: string): Span {
  if (!text.startsWith("-")) return parseSpan(text);
  return negate(parseSpan(text.slice(1)));
}

export const negate = ({ months, days, ms }: Span): Span => ({
  months: 0 - months,
  days: 0 - days,
  ms: 0 - ms,
});

/** The shortest and longest length of a span (milliseconds), depending on its months. */
export const limitsOf = ({ months, days, ms }: Span) => ({
  least: (months * 28 + days) * DAY_MS + ms,
  most: (months * 31 + days) * DAY_MS + ms,
});

/** A text that `parse` accepts; its error becomes the fault. */
export const parsedBy = (parse: (text: string) => unknown) =>
  z.string().check(({ value, issues }) => {
    try {
      parse(value);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      issues.push({ code: "custom", message: error.message, input: value });
    }
  });

/** A duration for {@link parseSpan}. */
export const CalendarDuration = parsedBy(parseSpan);
/** A duration for {@link parseSignedSpan}. */
export const SignedDuration = parsedBy(parseSignedSpan);
