import { Conflict } from "./errors.ts";

/** So many conflicts in a row on one row mean that something is wrong. */
const MAX_TRIES = 8;

/**
 * Repeats a read-decide-write until it meets no conflict.
 * @throws Conflict after `maxTries`; any other error of `attempt` at once
 */
export async function untilNoConflict<T>(
  attempt: () => Promise<T>,
  maxTries: number = MAX_TRIES,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Conflict) || tries === maxTries) throw error;
    }
  }
}
