const DAY_MS = 86_400_000;

type Series = { points: { day: string; value: number }[] }[];

/** The sum of all series for each of the last days up to today (UTC), the oldest first. */
export function lastDays(series: Series, now: number, days: number) {
  const sums = new Map<string, number>();
  for (const { day, value } of series.flatMap(({ points }) => points))
    sums.set(day, (sums.get(day) ?? 0) + value);
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(now - (days - 1 - at) * DAY_MS).toISOString().slice(0, 10);
    return { day, value: sums.get(day) ?? 0 };
  });
}
