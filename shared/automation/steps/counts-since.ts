import type { Where } from "#shared/audience/conditions/index.ts";
import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { parseMessageId } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

type RunPosition = Pick<Enrollment, "arrivedAt" | "cause" | "sends">;

/** The mail of this run that a filter names by its send step (`where: { step: { is } }`). */
export function mailNamedBy(where: Where | undefined, { sends }: RunPosition): string | undefined {
  const named = where?.step?.is;
  return typeof named === "string" ? ownValue(sends, named) : undefined;
}

/**
 * From where on events count for the current step: since it was reached or, if the filter names a
 * mail, since that mail was decided.
 */
export function countsSince(where: Where | undefined, run: RunPosition): EventPosition {
  const mail = mailNamedBy(where, run);
  const { arrivedAt, cause } = run;
  return mail === undefined ? { at: arrivedAt, ...cause } : { at: parseMessageId(mail).bornAt };
}
