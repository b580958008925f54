import type { Enrollment } from "#shared/automation/enrollments/index.ts";

/** The future instant that the step itself waits for; an exit condition may wake the run before. */
export function wakeAt({ stepDueAt, dueAt }: Enrollment, now: number): number | undefined {
  const at = stepDueAt ?? dueAt;
  return at !== undefined && now < at ? at : undefined;
}
