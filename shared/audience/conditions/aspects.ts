import { MAX_COUNT, MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { AGGREGATES } from "./aggregate.ts";
import type { EventTest } from "./schema.ts";

/** How many of the newest happenings that pass the filter answer everything that the test asks. */
export function newestNeeded(test: EventTest): number {
  const all = test.first !== undefined || AGGREGATES.some((kind) => test[kind] !== undefined);
  return all ? MAX_EVENTS_READ : Math.max(countsEvents(test) ? countNeeded(test) : 0, 1);
}

/** What a rule shows of what it saw counts up to here at least. */
const SHOWN = 100;

/** How many of the newest are looked at to show what the test saw. */
export const newestShown = (test: EventTest): number => Math.max(newestNeeded(test), SHOWN);

/** Whether the test is about how often; without any other question it is. */
export const countsEvents = ({ count, did, first, last, ...test }: EventTest): boolean =>
  count !== undefined ||
  did !== undefined ||
  (!first && !last && AGGREGATES.every((kind) => test[kind] === undefined));

/** One more than the most that may be, or as many as there must be. */
function countNeeded({ count = { gte: 1 } }: EventTest): number {
  const { gte = 0, lte } = count;
  return Math.min(lte === undefined ? gte : lte + 1, MAX_COUNT);
}
