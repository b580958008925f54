import { hashFraction } from "#shared/kernel/hash-fraction.ts";

/**
 * How late work is done at most (milliseconds): what is due, and what happened, which is gathered
 * in batches; by chance, seeded.
 */
export type Lag = { seed: number; wakeMs: number; batchMs: number };

/** When what is due at an instant (epoch milliseconds) is worked on. */
export const wakeWithLag = (at: number, lag: Lag | undefined): number =>
  lag ? at + late(lag, lag.wakeMs, "wake", at) : at;

/**
 * When a batch that began with what was accepted at an instant (epoch milliseconds) is worked on.
 */
export const batchWithLag = (at: number, lag: Lag | undefined): number =>
  lag ? at + 1 + late(lag, lag.batchMs, "batch", at) : at;

const late = ({ seed }: Lag, maxMs: number, what: string, at: number): number =>
  Math.floor(hashFraction(String(seed), what, String(at)) * (maxMs + 1));
