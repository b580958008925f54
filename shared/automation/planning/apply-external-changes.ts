import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { endRun } from "#shared/automation/runs/index.ts";
import { applyMigration } from "#shared/automation/versions/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Removal } from "#shared/queue/index.ts";
import type { ContactWork } from "./contact-work.ts";
import type { Definitions } from "./snapshot.ts";

/**
 * The run after its removal by request, or a change of its sequence: archived, or published with a
 * migration. Applied before any other decision, also while the sequence is paused. The same object
 * if nothing applies. Pure.
 */
export function applyExternalChanges(
  run: Enrollment,
  { archived, publishedOf, programOf }: Definitions,
  { migrations, removals }: Pick<ContactWork, "migrations" | "removals">,
  now: number,
): Enrollment {
  if (!isActive(run)) return run;
  if (archived.has(run.sequence)) return endRun(run, now, "archived");
  let next = endRemoved(run, removals, now);
  if (next !== run) return next;
  for (const { sequence, entryKey, version } of migrations) {
    if (sequence !== run.sequence || entryKey !== run.entryKey) continue;
    const published = publishedOf(sequence, version);
    const to = programOf(sequence, version);
    if (published && to)
      next = applyMigration(next, published, programOf(sequence, next.version), to, now);
  }
  return next;
}

/** An active run whose removal was requested, ended; else the same object. */
export const endRemoved = (run: Enrollment, removals: Removal[], now: number): Enrollment =>
  isActive(run) && removals.some((removal) => concerns(removal, run))
    ? endRun(run, now, "removed by hand")
    : run;

const concerns = ({ sequence, entryKey }: Removal, run: Enrollment) =>
  sequence === run.sequence && (entryKey === undefined || entryKey === run.entryKey);
