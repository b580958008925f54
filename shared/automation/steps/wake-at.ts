import type { Enrollment } from "#shared/automation/enrollments/index.ts";

/** The instant ahead that the step itself stays for; an exit condition may have the run looked at before. */
export function wakeAt({ stepDueAt, dueAt }: Enrollment, now: number): number | undefined {
  const at = stepDueAt ?? dueAt;
  return at !== undefined && now < at ? at : undefined;
}
