import { MAX_COUNT, MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { AGGREGATES } from "./aggregate.ts";
import type { EventTest } from "./schema.ts";

/** How many of the newest matching events are enough to evaluate the test. */
export function newestNeeded(test: EventTest): number {
  const all = test.first !== undefined || AGGREGATES.some((kind) => test[kind] !== undefined);
  return all ? MAX_EVENTS_READ : Math.max(countsEvents(test) ? countNeeded(test) : 0, 1);
}

/** Evidence counts at least up to here. */
const SHOWN = 100;

/** How many of the newest matching events are read to show evidence. */
export const newestShown = (test: EventTest): number => Math.max(newestNeeded(test), SHOWN);

/** Whether the test counts events; the default without another aspect. */
export const countsEvents = ({ count, did, first, last, ...test }: EventTest): boolean =>
  count !== undefined ||
  did !== undefined ||
  (!first && !last && AGGREGATES.every((kind) => test[kind] === undefined));

/** One above the maximum, or the minimum. */
function countNeeded({ count = { gte: 1 } }: EventTest): number {
  const { gte = 0, lte } = count;
  return Math.min(lte === undefined ? gte : lte + 1, MAX_COUNT);
}
