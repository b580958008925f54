import { InvalidInput } from "./errors.ts";

const SECOND = 1_000;
const UNITS = { W: 604_800, D: 86_400, H: 3_600, M: 60, S: 1 } as const;
const PATTERN =
  /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?$/;
/** Starts with years or months. */
const CALENDAR = /^P\d+[YM]/;

/** Ten years: longer than any sensible sequence, shorter than any overflow. */
export const MAX_DURATION_MS = 10 * 366 * UNITS.D * SECOND;

/**
 * Milliseconds of an ISO 8601 duration of exact units (`P1W`, `P3D`, `PT1H30M`); a day is 24 hours.
 * Years and months have no exact length and are refused.
 * @throws InvalidInput when the text is not such a duration, or longer than {@link MAX_DURATION_MS}
 */
export function parseDuration(text: string): number {
  const match = PATTERN.exec(text);
  const given = match?.slice(1).some((part) => part !== undefined);
  if (CALENDAR.test(text)) {
    throw new InvalidInput(
      `"${text.slice(0, 40)}": no months or years here, for their length varies; give days, such as P30D`,
    );
  }
  if (!match || !given || text.endsWith("T")) {
    throw new InvalidInput(`"${text.slice(0, 40)}" is not a duration such as P3D, PT1H or P1DT12H`);
  }
  const units = Object.values(UNITS);
  const ms = units.reduce((sum, unit, i) => sum + Number(match[i + 1] ?? 0) * unit * SECOND, 0);
  if (ms > MAX_DURATION_MS) throw new InvalidInput("a duration may be at most ten years");
  return ms;
}
