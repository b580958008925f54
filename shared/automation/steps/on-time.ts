import { MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * What is done so soon after it was due was done on time: then times count from when it was due,
 * and chains do not drift.
 */
export const ON_TIME_MS = MINUTE_MS;

/**
 * The instant that counts for something that was due `at` and is done `now` (epoch milliseconds):
 * the former where it is done on time; else, after an outage, a pause or an event that was posted
 * late, the latter.
 */
export const onTime = (at: number, now: number): number => (now - at > ON_TIME_MS ? now : at);
