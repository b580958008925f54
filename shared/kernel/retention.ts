import { DAY_MS } from "./time.ts";

/** How long events are kept, and so how far back a condition may look. */
export const KEEP_EVENTS_DAYS = 400;
export const KEEP_EVENTS_MS = KEEP_EVENTS_DAYS * DAY_MS;
