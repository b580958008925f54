const DAY_MS = 86_400_000;

/** A count on each of the last days up to today (UTC), the oldest first; days without are zero. */
export function lastDays<C extends string>(
  counts: ({ day: string } & Record<C, number>)[],
  count: C,
  now: number,
  days: number,
) {
  const known = new Map(counts.map((one) => [one.day, one[count]]));
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(now - (days - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    return { day, value: known.get(day) ?? 0 };
  });
}
