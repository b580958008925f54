import type { SweepWorld } from "#shared/scheduler/index.ts";

/**
 * Does `work` on a store and a queue that answer slowly: what is asked at once is answered
 * together, a round later. How many rounds it took is what it would take in time, whatever the
 * machine.
 */
export async function countRounds<T>(
  world: SweepWorld,
  work: (slow: SweepWorld) => Promise<T>,
): Promise<{ result: T; rounds: number; mostAtOnce: number }> {
  let waiting: (() => void)[] = [];
  let [rounds, mostAtOnce] = [0, 0];
  const answer = () => {
    const asked = waiting;
    waiting = [];
    rounds += 1;
    mostAtOnce = Math.max(mostAtOnce, asked.length);
    for (const resolve of asked) resolve();
  };
  const slowly =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await new Promise<void>((resolve) => {
        if (waiting.length === 0) setImmediate(answer);
        waiting.push(resolve);
      });
      return call(...args);
    };
  const { table, queue } = world;
  const slow: SweepWorld = {
    ...world,
    table: Object.assign(Object.create(table), {
      get: slowly(table.get),
      query: slowly(table.query),
      write: slowly(table.write),
    }),
    queue: { send: slowly(queue.send) },
  };
  return { result: await work(slow), rounds, mostAtOnce };
}
