/** Units of ISO 8601 that a form offers; years and months where the calendar's are allowed. */
export const EXACT_UNITS = ["minute", "hour", "day", "week"] as const;
export const CALENDAR_UNITS = [...EXACT_UNITS, "month", "year"] as const;
export type Unit = (typeof CALENDAR_UNITS)[number];
export type Amount = { amount: number; unit: Unit };

const LETTERS: Record<Unit, string> = {
  minute: "TM",
  hour: "TH",
  day: "D",
  week: "W",
  month: "M",
  year: "Y",
};
const PARTS =
  /^-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const ORDER = ["year", "month", "week", "day", "hour", "minute", "second"] as const;

type DurationPart = { amount: number; unit: Unit | "second" };

/**
 * The parts of a duration that are given, without its sign: `P1DT12H` is a day and twelve hours.
 * Undefined when it is none.
 */
export function durationParts(text: string): DurationPart[] | undefined {
  const given = PARTS.exec(text)?.slice(1);
  if (!given || text.endsWith("T")) return undefined;
  const parts = given.flatMap((digits, at) =>
    digits === undefined ? [] : [{ amount: Number(digits), unit: ORDER[at]! }],
  );
  return parts.length > 0 ? parts : undefined;
}

/** A duration of one unit, written as `joinAmount` would; undefined for all others. */
export function splitDuration(text: string): Amount | undefined {
  const [part, ...more] = durationParts(text) ?? [];
  if (!part || more.length > 0 || part.unit === "second") return undefined;
  const { amount, unit } = part;
  return joinAmount({ amount, unit }) === text ? { amount, unit } : undefined;
}

export function joinAmount({ amount, unit }: Amount): string {
  const letters = LETTERS[unit];
  return letters.length === 2 ? `PT${amount}${letters[1]}` : `P${amount}${letters}`;
}
