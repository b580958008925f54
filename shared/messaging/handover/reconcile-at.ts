import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { ReconcileReference } from "#shared/queue/index.ts";

/** When a mail's fate is looked at, counted from its planned instant: 15 minutes, 1 hour, then daily to 7 days. */
const LOOKS_MS = [15 * MINUTE_MS, HOUR_MS, ...[1, 2, 3, 4, 5, 6, 7].map((days) => days * DAY_MS)];

/** The first look at a mail that should leave at `planned`, as decided or after it was held. */
export const firstReconcile = (message: string, planned: number): ReconcileReference => ({
  kind: "look",
  message,
  at: planned + LOOKS_MS[0]!,
  look: 0,
});

/** The look after this one, while there is one. */
export function nextReconcile({
  message,
  at,
  look,
}: ReconcileReference): ReconcileReference | undefined {
  const next = LOOKS_MS[look + 1];
  if (next === undefined) return undefined;
  return { kind: "look", message, at: at + next - LOOKS_MS[look]!, look: look + 1 };
}
