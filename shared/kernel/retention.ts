import { DAY_MS } from "./time.ts";

/** How long events are kept, and so how far back a condition may look. */
export const KEEP_EVENTS_DAYS = 400;
export const KEEP_EVENTS_MS = KEEP_EVENTS_DAYS * DAY_MS;
/** Conditions decide what is too old, so rows outlive the last instant at which one may count. */
export const KEEP_ROWS_MS = KEEP_EVENTS_MS + DAY_MS;

/**
 * Of one contact and one name, a condition looks at so many of the newest events within its window:
 * sums and filters are exact up to there. More would make each decision for the contact slow.
 */
export const MAX_EVENTS_READ = 10_000;
/** Of an event's data as JSON: it fits a message of every queue, and what a webhook is sent. */
export const MAX_EVENT_DATA_BYTES = 64 * 1024;
/** A count stops here: conditions never need to know more. */
export const MAX_COUNT = 1_000;
