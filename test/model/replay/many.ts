import type { Evidence } from "#shared/ports/mailer.ts";
import { replay } from "./replay.ts";
import { drawWalks } from "./walks.ts";

/**
 * Replays `count` walks for each kind of provider and tells how they ended. @throws the first
 * difference
 */
export async function replayMany(count: number, seed: number) {
  const ends = { same: 0, untimely: 0, differs: 0 };
  for (const evidence of ["none", "query", "feed"] satisfies Evidence[]) {
    const faults = { crashes: 1, lost: 1, refusals: 1, stops: true };
    const rules = { ...faults, evidence, wrong: new Set<never>() };
    for (const walk of drawWalks(rules, count, seed)) {
      const replayed = await replay(rules, walk);
      if (replayed.kind === "differs") throw new Error(`evidence ${evidence}\n${replayed.report}`);
      ends[replayed.kind] += 1;
    }
  }
  return ends;
}
