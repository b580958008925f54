import { setTimeout as sleep } from "node:timers/promises";

const FIRST_MS = 25;

/** Waits before try `n` (2, 3, …): at most 25, 50, 100 … ms, with jitter. */
export const pauseBefore = (n: number): Promise<void> =>
  sleep(Math.random() * FIRST_MS * 2 ** (n - 2));
