import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { tell } from "./history.ts";
import type { Result } from "./simulate.ts";

/**
 * Most of what a turn makes is gone after a few turns: a small nursery would copy it again and
 * again.
 */
const YOUNG_GENERATION_MB = 64;

/**
 * Tells a history for each seed, over so many threads; hands each result on as it comes, and ends
 * early once `onResult` answers false.
 */
export async function inThreads(
  { sends, seeds, threads }: { sends: number; seeds: readonly number[]; threads: number },
  onResult: (result: Result) => boolean,
): Promise<void> {
  let told = 0;
  let isOver = false;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB };
      const worker = new Worker(new URL(import.meta.url), { resourceLimits });
      const more = () => {
        const seed = seeds[told++];
        if (isOver || seed === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage({ sends, seed });
      };
      worker.on("message", (result: Result) => {
        isOver ||= !onResult(result);
        more();
      });
      worker.once("error", reject);
      more();
    });
  await Promise.all(Array.from({ length: Math.min(threads, seeds.length) }, work));
}

if (!isMainThread) {
  parentPort!.on("message", async (options: { sends: number; seed: number }) => {
    parentPort!.postMessage(await tell(options));
  });
}
