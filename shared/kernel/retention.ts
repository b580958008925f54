import { DAY_MS } from "./time.ts";

/** How long events are kept and so how far back conditions may look. */
export const KEEP_EVENTS_DAYS = 400;
export const KEEP_EVENTS_MS = KEEP_EVENTS_DAYS * DAY_MS;
/** Conditions decide what is too old, so rows outlive the last instant at which they may count. */
export const KEEP_ROWS_MS = KEEP_EVENTS_MS + DAY_MS;

/**
 * A condition reads at most this many of the newest events of a name within its window: sums and
 * filters are exact up to here. More would slow down each decision.
 */
export const MAX_EVENTS_READ = 10_000;
/** An event's data as JSON: fits a message of every queue and a webhook request. */
export const MAX_EVENT_DATA_BYTES = 64 * 1024;
/** Counts stop here. */
export const MAX_COUNT = 1_000;
