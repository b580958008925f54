/**
 * The units that a duration is written in, from the longest; months and years are the calendar's.
 */
export const UNITS = ["year", "month", "week", "day", "hour", "minute", "second"] as const;
export type Unit = (typeof UNITS)[number];
export type Part = { amount: number; unit: Unit };
export type Duration = { isNegative: boolean; parts: Part[] };

const PATTERN =
  /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const LETTER: Record<Unit, string> = {
  year: "Y",
  month: "M",
  week: "W",
  day: "D",
  hour: "TH",
  minute: "TM",
  second: "TS",
};

/** Reads an ISO 8601 duration (`P3D`, `-P7D`, `P1DT12H`); undefined when it is none. */
export function readDuration(text: string): Duration | undefined {
  const found = PATTERN.exec(text);
  if (!found) return undefined;
  const parts = UNITS.map((unit, at) => ({ amount: Number(found[at + 2] ?? 0), unit })).filter(
    (_, at) => found[at + 2] !== undefined,
  );
  return parts.length > 0 ? { isNegative: found[1] !== undefined, parts } : undefined;
}

/** One amount of one unit as a duration. */
export function writeDuration({ amount, unit }: Part, isNegative = false): string {
  const letter = LETTER[unit];
  const body = letter.length > 1 ? `T${amount}${letter[1]}` : `${amount}${letter}`;
  return `${isNegative ? "-" : ""}P${body}`;
}

/** "3 days", "1 day, 12 hours": in the language's own words; what is no duration stays as it is. */
export function sayDuration(text: string, locale: string): string {
  const duration = readDuration(text);
  if (!duration) return text;
  const said = duration.parts.map(({ amount, unit }) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount),
  );
  return said.join(", ");
}
