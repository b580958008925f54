import type { Where } from "#shared/audience/conditions/index.ts";
import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";

type Standing = Pick<Enrollment, "arrivedAt" | "cause" | "sends">;

/** The mail of the run whose send step a filter names (`where: { step: { is } }`). */
export function mailIn(where: Where | undefined, { sends }: Standing): string | undefined {
  const named = where?.step?.is;
  return typeof named === "string" ? sends[named] : undefined;
}

/**
 * From where on happenings count for the step that a run stands on: since it was reached; where the
 * filter names a mail, since that was decided.
 */
export function countsSince(where: Where | undefined, run: Standing): EventPosition {
  const mail = mailIn(where, run);
  const { arrivedAt, cause } = run;
  return mail === undefined ? { at: arrivedAt, ...cause } : { at: parseMessageId(mail).bornAt };
}
