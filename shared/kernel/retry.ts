import { Conflict } from "./errors.ts";

/** Losing this often in a row to other writers of one row means that something is wrong. */
const MAX_TRIES = 8;

/**
 * Repeats a read-decide-write until nobody else wrote in between.
 * @throws Conflict after that many losses; whatever else `attempt` throws, at once
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
