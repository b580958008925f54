import type { Program, Subject } from "#shared/sequences/index.ts";
import { readVerdict } from "#shared/sequences/index.ts";
import type { RunsWorld } from "./runs-world.ts";

/** What the experiments have found that people may come by now; undefined where there are none. */
export async function readWinners(
  world: RunsWorld,
  programs: Program[],
  now: number,
): Promise<Subject["winnerOf"]> {
  const winners = new Map<string, string>();
  for (const program of programs) {
    for (const step of program.experiments) {
      const verdict = await readVerdict(world, program, step, now);
      if (verdict.winner !== undefined) winners.set(`${program.sequence}#${step}`, verdict.winner);
    }
  }
  return winners.size === 0 ? undefined : (sequence, step) => winners.get(`${sequence}#${step}`);
}
