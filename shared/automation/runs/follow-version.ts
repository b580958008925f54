import {
  type Enrollment,
  keepVersion,
  recordDecision,
} from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";

/**
 * Moves a run that is under way to a step of another version; it is looked at at once. Its mails that were decided and have
 * not left keep going, and what it counts and looks for goes with it. Whoever stays on a step of the same kind goes on
 * waiting there. Pure.
 */
export function followVersion(
  run: Enrollment,
  from: Program | undefined,
  to: Program,
  step: string,
  now: number,
): Enrollment {
  const kind = (program: Program | undefined) => program?.steps.get(step)?.kind;
  const stays = run.step === step && kind(from) === kind(to);
  const moved = {
    at: now,
    step,
    decision: "moved",
    reason: `from ${run.step} of version ${run.version}`,
  };
  return {
    ...run,
    version: to.version,
    step,
    arrivedAt: stays ? run.arrivedAt : now,
    cause: stays ? run.cause : undefined,
    dueSince: stays ? run.dueSince : undefined,
    visits: stays ? run.visits : { ...run.visits, [step]: (run.visits[step] ?? 0) + 1 },
    dueAt: undefined,
    attempt: undefined,
    ...unheard(run),
    trail: recordDecision(keepVersion(run.trail, run.version), moved),
  };
}

/**
 * What it waits and looks for may be something else: what was looked through is looked through
 * again.
 */
function unheard({ watching }: Enrollment): Partial<Enrollment> {
  if (!watching) return { heard: undefined };
  const again = Object.entries(watching).map(([name, one]) => [name, { ...one, heard: undefined }]);
  return { heard: undefined, watching: Object.fromEntries(again) };
}
