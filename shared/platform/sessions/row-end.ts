import { DAY_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Runtime } from "#shared/ports/runtime.ts";

/**
 * Where the clock may be moved, rows expire by it, but a session must not: a developer who moves it
 * by years would be signed out at once. `endsAt` still ends it; such a database is small and local.
 */
const MOVABLE_ROW_MS = 10 * 366 * DAY_MS;

/** When the row expires of something that lasts so long. */
export const rowEnd = (
  { clock, runtime }: { clock: Clock; runtime: Runtime },
  lastsMs: number,
): number => clock.now() + (runtime.dev ? MOVABLE_ROW_MS : lastsMs);
