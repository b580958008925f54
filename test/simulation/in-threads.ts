import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { tell } from "./history.ts";
import type { Result } from "./simulate.ts";

/**
 * Tells a history for each seed from `first` on, `seeds` of them, over so many threads; hands each result on as it
 * comes, and ends early once `onResult` answers false.
 */
export async function inThreads(
  {
    sends,
    first,
    seeds,
    threads,
  }: { sends: number; first: number; seeds: number; threads: number },
  onResult: (result: Result) => boolean,
): Promise<void> {
  let next = first;
  let isOver = false;
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url));
      const more = () => {
        if (isOver || next >= first + seeds) void worker.terminate().then(() => resolve());
        else worker.postMessage({ sends, seed: next++ });
      };
      worker.on("message", (result: Result) => {
        isOver ||= !onResult(result);
        more();
      });
      worker.once("error", reject);
      more();
    });
  await Promise.all(Array.from({ length: Math.min(threads, seeds) }, work));
}

if (!isMainThread) {
  parentPort!.on("message", async (options: { sends: number; seed: number }) => {
    parentPort!.postMessage(await tell(options));
  });
}
