import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Migration, Program } from "#shared/automation/language/index.ts";
import { endRun, followVersion } from "#shared/automation/runs/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { Version } from "./version-store.ts";

/** The migration of a run that was at its step when the version was published. */
export function migrationFor(
  run: Enrollment,
  { choices: migrations = [], publishedAt = 0 }: Version,
): Migration | undefined {
  if (!isActive(run) || run.arrivedAt > publishedAt) return undefined;
  return migrations.find(
    (one) => one.version === run.version && one.step === run.step && one.do !== "finish",
  );
}

/** The run after its migration; the same object if it continues unchanged. Pure. */
export function applyMigration(
  run: Enrollment,
  published: Version,
  from: Program | undefined,
  to: Program,
  now: number,
): Enrollment {
  const migration = migrationFor(run, published);
  if (!migration) return run;
  if (migration.do === "exit") return endRun(run, now, "edit");
  return followVersion(run, from, to, migration.to ?? migration.step, now);
}
