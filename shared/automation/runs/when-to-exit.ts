import { decidingValues, type Facts } from "#shared/audience/conditions/index.ts";
import type { EntryEvent } from "#shared/audience/events/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { evaluateSince } from "#shared/automation/steps/index.ts";

/**
 * Whether an exit condition holds and the values that show it; else when one may come to hold by
 * itself.
 */
export type Exit = { now: boolean; saw?: string[]; at?: number };

const NEVER: Exit = { now: false };

/**
 * Whether a run that `entry` started exits now (epoch milliseconds), else when to check again.
 * Pure.
 */
export function whenToExit(
  { definition: { exit } }: Program,
  facts: Facts,
  entry: EntryEvent,
  now: number,
): Exit {
  if (exit.length === 0) return NEVER;
  let at: number | undefined;
  for (const condition of exit) {
    const { matches, until } = evaluateSince(condition, facts, entry, now);
    if (matches) return { now: true, saw: decidingValues(condition, facts, now) };
    if (until !== undefined && (at === undefined || until < at)) at = until;
  }
  return at === undefined ? NEVER : { now: false, at };
}
