import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { endRun } from "#shared/automation/runs/index.ts";
import { applyMigration } from "#shared/automation/versions/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Migration } from "#shared/queue/index.ts";
import type { Definitions } from "./snapshot.ts";

/**
 * The run after a change of its sequence: archived, or published with a migration. Applied before
 * any other decision, also while the sequence is paused. The same object if nothing applies. Pure.
 */
export function applyExternalChanges(
  run: Enrollment,
  { archived, publishedOf, programOf }: Definitions,
  migrations: Migration[],
  now: number,
): Enrollment {
  if (!isActive(run)) return run;
  if (archived.has(run.sequence)) return endRun(run, now, "archived");
  let next = run;
  for (const { sequence, entryKey, version } of migrations) {
    if (sequence !== run.sequence || entryKey !== run.entryKey) continue;
    const published = publishedOf(sequence, version);
    const to = programOf(sequence, version);
    if (published && to)
      next = applyMigration(next, published, programOf(sequence, next.version), to, now);
  }
  return next;
}
