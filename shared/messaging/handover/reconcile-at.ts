import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { ReconcileReference } from "#shared/queue/index.ts";

/**
 * When a mail is reconciled, counted from its planned instant: 15 minutes, 1 hour, then daily to 7
 * days.
 */
const RECONCILE_AFTER_MS = [
  15 * MINUTE_MS,
  HOUR_MS,
  ...[1, 2, 3, 4, 5, 6, 7].map((days) => days * DAY_MS),
];

/** The first reconcile of a mail planned or held until `planned`. */
export const firstReconcile = (message: string, planned: number): ReconcileReference => ({
  kind: "reconcile",
  message,
  at: planned + RECONCILE_AFTER_MS[0]!,
  attempt: 0,
});

/** The next reconcile of the series, if any. */
export function nextReconcile({
  message,
  at,
  attempt,
}: ReconcileReference): ReconcileReference | undefined {
  const next = RECONCILE_AFTER_MS[attempt + 1];
  if (next === undefined) return undefined;
  return {
    kind: "reconcile",
    message,
    at: at + next - RECONCILE_AFTER_MS[attempt]!,
    attempt: attempt + 1,
  };
}
