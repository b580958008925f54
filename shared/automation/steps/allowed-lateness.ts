import { MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * Work done this soon after it was due counts from when it was due, so that chains of waits do not
 * drift.
 */
export const ON_TIME_MS = MINUTE_MS;

/**
 * The instant that counts for work due `at` and done `now` (epoch milliseconds): `at` when on time,
 * else (an outage, a pause, an event posted late) `now`.
 */
export const onTime = (at: number, now: number): number => (now - at > ON_TIME_MS ? now : at);
