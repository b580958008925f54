import type { ContactEvent } from "./facts.ts";

export const AGGREGATES = ["sum", "avg", "min", "max"] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/**
 * Aggregates the finite numbers that `read` finds in the events' data. Without any, the sum is 0
 * and the other aggregates are undefined.
 */
export function aggregateOf(
  kind: Aggregate,
  read: (data: ContactEvent["data"]) => unknown,
  events: readonly ContactEvent[],
): number | undefined {
  let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { data } of events) {
    const value = read(data);
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    count += 1;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (kind === "sum") return sum;
  return count === 0 ? undefined : { avg: sum / count, min, max }[kind];
}
