import { engineOrdinal } from "#shared/audience/events/index.ts";
import type { DecisionName } from "#shared/automation/enrollments/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { onTime } from "./allowed-lateness.ts";
import type { Effect } from "./effect.ts";
import type { Next, Outcome, Visit } from "./step.ts";

/** The longest chain of sequences that start each other: longer ones would never end. */
export const CASCADE_LIMIT = 10;

/** Limit of an emitted event's data, which waits in the contact's row until it is processed. */
const MAX_DATA_BYTES = 32 * 1024;

/** Emits an event of the contact and continues; beyond the cascade limit, continues without it. */
export function emitEvent(
  { run, now, clock }: Visit,
  {
    name,
    data,
    next,
    decision,
  }: { name: string; data: Record<string, unknown>; next: Next; decision: DecisionName },
): Outcome {
  const cascade = (run.entry.cascade ?? 0) + 1;
  if (cascade > CASCADE_LIMIT) {
    return {
      kind: "go",
      next,
      decision: "loop-guard",
      reason: `${CASCADE_LIMIT} sequences in a row`,
    };
  }
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_DATA_BYTES) {
    const reason = `data above ${MAX_DATA_BYTES / 1024} KB: ${name} does not happen`;
    return { kind: "go", next, decision: "too-large", reason };
  }
  const id = `s_${digest(run.run, run.step!, ownValue(run.visits, run.step!) ?? 1)}`;
  const effect: Effect = {
    kind: "event",
    event: {
      id,
      name,
      at: onTime(now, clock),
      ordinal: engineOrdinal(cascade),
      data,
      cascade,
    },
  };
  return { kind: "go", next, decision, reason: name, effects: [effect] };
}
