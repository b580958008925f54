import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { endRun } from "#shared/automation/runs/index.ts";
import { applyMigration } from "#shared/automation/versions/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Migration } from "#shared/queue/index.ts";
import type { Definitions } from "./snapshot.ts";

/**
 * The run after what was done to its sequence: archived, or published anew with a migration. It
 * applies before anything else is decided, also while the sequence is paused. The same object where
 * the run goes on as before. Pure.
 */
export function applyExternalChanges(
  run: Enrollment,
  { archived, editOf, programOf }: Definitions,
  migrations: Migration[],
  now: number,
): Enrollment {
  if (!isActive(run)) return run;
  if (archived.has(run.sequence)) return endRun(run, now, "archived");
  let next = run;
  for (const { sequence, entryKey, version } of migrations) {
    if (sequence !== run.sequence || entryKey !== run.entryKey) continue;
    const edit = editOf(sequence, version);
    const to = programOf(sequence, version);
    if (edit && to) next = applyMigration(next, edit, programOf(sequence, next.version), to, now);
  }
  return next;
}
