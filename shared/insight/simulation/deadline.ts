import { SECOND_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";

/** Others wait meanwhile, in one process all of them. */
const MAX_MS = 2 * SECOND_MS;

/** Whether so long has passed since it was made. */
export function deadline({ clock }: { clock: Clock }, ms: number = MAX_MS): () => boolean {
  const end = clock.monotonicMs() + ms;
  return () => clock.monotonicMs() > end;
}
