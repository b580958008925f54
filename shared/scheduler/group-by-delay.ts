import { chunksOf } from "#shared/kernel/chunks.ts";
import { SECOND_MS } from "#shared/kernel/time.ts";
import { MAX_DELAY_SECONDS } from "#shared/ports/queue.ts";

/**
 * Groups of at most `size` items due within the same `withinMs`, each with the delay until its last
 * item: none is early, as far as a queue can delay.
 */
export function groupByDelay<T extends { at: number }>(
  items: T[],
  now: number,
  size: number,
  withinMs: number = SECOND_MS,
): { items: T[]; delaySeconds: number }[] {
  const together = Map.groupBy(items, ({ at }) => Math.ceil(Math.max(at, now) / withinMs));
  return [...together.values()].flatMap((due) =>
    chunksOf(due, size).map((some) => {
      const last = Math.max(...some.map(({ at }) => at));
      const delaySeconds = Math.min(Math.max(0, (last - now) / SECOND_MS), MAX_DELAY_SECONDS);
      return { items: some, delaySeconds };
    }),
  );
}
