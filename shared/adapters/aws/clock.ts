import type { Clock } from "#shared/ports/clock.ts";

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Unlike `performance.now`, its zero is the same in every thread.
  monotonicMs: () => Number(process.hrtime.bigint()) / 1e6,
};
