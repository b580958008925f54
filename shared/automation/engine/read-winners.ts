import type { Program } from "#shared/automation/language/index.ts";
import { readVerdict } from "#shared/automation/results/index.ts";
import type { Subject } from "#shared/automation/runs/index.ts";
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
