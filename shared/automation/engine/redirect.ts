import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { endRun } from "#shared/automation/runs/index.ts";
import { applyChoice, getVersion, loadProgram } from "#shared/automation/versions/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Followed } from "./errand.ts";
import type { RunsWorld } from "./runs-world.ts";

/**
 * What the end of its sequence, or what was chosen when a version was published, makes of a run before anything else is
 * decided: also while the sequence is paused. The same object where it goes on as before.
 */
export async function redirect(
  world: RunsWorld,
  run: Enrollment,
  isSequenceOver: boolean,
  followed: Followed[],
  now: number,
): Promise<Enrollment> {
  if (!isActive(run)) return run;
  if (isSequenceOver) return endRun(run, now, "archived");
  let next = run;
  for (const { sequence, entryKey, version } of followed) {
    if (sequence !== run.sequence || entryKey !== run.entryKey) continue;
    const edit = await getVersion(world, sequence, version);
    const from = await loadProgram(world, sequence, next.version);
    const to = await loadProgram(world, sequence, version);
    if (to) next = applyChoice(next, edit, from, to, now);
  }
  return next;
}
