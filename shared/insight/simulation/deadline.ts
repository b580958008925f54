import { SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";

/** Other work waits meanwhile, in one process all of it. */
const MAX_MS = 2 * SECOND_MS;

/** Returns whether `ms` have passed since the call. */
export function deadline({ clock }: { clock: Clock }, ms: number = MAX_MS): () => boolean {
  const end = clock.monotonicMs() + ms;
  return () => clock.monotonicMs() > end;
}
