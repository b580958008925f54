import { Worker } from "node:worker_threads";

/** What a sweep of one slot came to. */
export type Swept = { references: number; handedOn: number; seconds: number; peakHeapMb: number };

/**
 * All that a sweep may take, whatever lies in a slot; a million references as objects are some 300
 * MB.
 */
const HEAP_MB = 64;

/**
 * Sweeps a slot of so many references in a heap that they would not fit into. @throws Error when it
 * does not suffice
 */
export const sweepSlot = (references: number): Promise<Swept> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./slot-worker.ts", import.meta.url), {
      workerData: { references },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 16 },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
