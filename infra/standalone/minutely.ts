import { MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * Runs `work` at the start of every minute of `now`'s clock, never twice at once; what it throws is
 * its own trouble, for the next minute comes. Returns a function that ends it.
 */
export function everyMinute(now: () => number, work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    timer = setTimeout(run, MINUTE_MS - (now() % MINUTE_MS) + 1);
  };
  const run = () => {
    void work()
      .catch(() => {})
      .finally(arm);
  };
  arm();
  return () => clearTimeout(timer);
}
