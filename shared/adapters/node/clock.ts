import type { Clock } from "#shared/ports/clock.ts";

/** The machine's own clock (epoch milliseconds). */
export const systemNow = (): number => Date.now();

/** Milliseconds of the clock that all threads of the process share (`performance.now` differs). */
export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;

/** The `Clock` port on the machine's own clock. */
export const systemClock: Clock = { now: systemNow, realNow: systemNow, monotonicMs };
