import {
  type Enrollment,
  keepVersion,
  recordDecision,
} from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/**
 * Moves an active run to a step of another version; its undelivered mails and its conversions go
 * with it. At a step of the same kind it keeps waiting. Pure.
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
    decision: "moved" as const,
    reason: `from ${run.step} of version ${run.version}`,
  };
  return {
    ...run,
    version: to.version,
    step,
    arrivedAt: stays ? run.arrivedAt : now,
    cause: stays ? run.cause : undefined,
    dueSince: stays ? run.dueSince : undefined,
    visits: stays ? run.visits : { ...run.visits, [step]: (ownValue(run.visits, step) ?? 0) + 1 },
    dueAt: undefined,
    attempt: undefined,
    ...forgetSearched(run),
    trail: recordDecision(keepVersion(run.trail, run.version), moved),
  };
}

/** What it awaits may differ, so what was searched is searched again. */
function forgetSearched({ watching }: Enrollment): Partial<Enrollment> {
  if (!watching) return { heard: undefined };
  const again = Object.entries(watching).map(([name, one]) => [name, { ...one, heard: undefined }]);
  return { heard: undefined, watching: Object.fromEntries(again) };
}
