import { evaluate, type Facts, saw } from "#shared/conditions/index.ts";
import type { Program } from "./program.ts";

/** Whether an exit condition holds, by what, and else at which instant one may come to hold by itself. */
export type Exit = { now: boolean; saw?: string[]; at?: number };

const NEVER: Exit = { now: false };

/** Whether the run is to end now (epoch milliseconds), and else when to look again; pure. */
export function whenToExit({ definition: { exit } }: Program, facts: Facts, now: number): Exit {
  if (exit.length === 0) return NEVER;
  let at: number | undefined;
  for (const condition of exit) {
    const { matches, until } = evaluate(condition, facts, now);
    if (matches) return { now: true, saw: saw(condition, facts, now) };
    if (until !== undefined && (at === undefined || until < at)) at = until;
  }
  return at === undefined ? NEVER : { now: false, at };
}
