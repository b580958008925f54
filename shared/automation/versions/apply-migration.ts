import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Migration, Program } from "#shared/automation/language/index.ts";
import { endRun, followVersion } from "#shared/automation/runs/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Version } from "./version-store.ts";

/** What was chosen for a run when a version was published: for those alone who stood on the step then. */
export function migrationFor(
  run: Enrollment,
  { choices = [], publishedAt = 0 }: Version,
): Migration | undefined {
  if (!isActive(run) || run.arrivedAt > publishedAt) return undefined;
  return choices.find(
    (one) => one.version === run.version && one.step === run.step && one.do !== "finish",
  );
}

/** The run after what was chosen for it; the same object where that is to go on as before. Pure. */
export function applyMigration(
  run: Enrollment,
  edit: Version,
  from: Program | undefined,
  to: Program,
  now: number,
): Enrollment {
  const choice = migrationFor(run, edit);
  if (!choice) return run;
  if (choice.do === "exit") return endRun(run, now, "edit");
  return followVersion(run, from, to, choice.to ?? choice.step, now);
}
