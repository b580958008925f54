import { MINUTE_MS } from "#shared/kernel/time.ts";

/**
 * Runs `work` at the start of every minute of `now`'s clock, never twice at once. Errors are
 * ignored: the next minute tries again. Returns a function that stops it.
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
