import { hashFraction } from "#shared/kernel/hash-fraction.ts";

/** The most delay (milliseconds) of due work, and of events, which are batched; seeded chance. */
export type Lag = { seed: number; wakeMs: number; batchMs: number };

/** When due work is processed. */
export const wakeWithLag = (at: number, lag: Lag | undefined): number =>
  lag ? at + late(lag, lag.wakeMs, "wake", at) : at;

/** When a batch is processed whose first event was accepted at an instant (epoch milliseconds). */
export const batchWithLag = (at: number, lag: Lag | undefined): number =>
  lag ? at + 1 + late(lag, lag.batchMs, "batch", at) : at;

const late = ({ seed }: Lag, maxMs: number, what: string, at: number): number =>
  Math.floor(hashFraction(String(seed), what, String(at)) * (maxMs + 1));
