import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { RequestOrigin } from "#shared/queue/index.ts";

/** Whether a result belongs to the run's current visit. */
export const isSameRequest = ({ run, step, visit }: RequestOrigin, at: Enrollment): boolean =>
  run === at.run && step === at.step && visit === (ownValue(at.visits, step) ?? 1);
