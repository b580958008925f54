const DAY_MS = 86_400_000;
/** A bar each: more would be thinner than a line. */
const MOST_DAYS = 400;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Counts by day, each day of the span (ISO texts) with or without mail, earliest first. */
export function daysOf(
  counts: Record<string, number>,
  from: string,
  until: string,
): { day: string; value: number }[] {
  // The workspace's days may begin before or end after those of UTC.
  const days = [...Object.keys(counts), from.slice(0, 10), dayOf(Date.parse(until) - 1)].toSorted();
  const last = Date.parse(days.at(-1)!);
  const begin = Math.max(Date.parse(days[0]!), last - (MOST_DAYS - 1) * DAY_MS);
  return Array.from({ length: Math.round((last - begin) / DAY_MS) + 1 }, (_, at) => {
    const day = dayOf(begin + at * DAY_MS);
    return { day, value: counts[day] ?? 0 };
  });
}
