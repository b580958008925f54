import { engineOrdinal } from "#shared/audience/events/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import type { Effect } from "./effect.ts";
import { onTime } from "./on-time.ts";
import type { Next, Outcome, Visit } from "./step.ts";

/** So many sequences may set each other off in a row: beyond that they would go round for ever. */
export const CASCADE_LIMIT = 10;

/** Of an event that a step makes: until it is taken in, it waits on the contact's row. */
const MAX_MADE_DATA_BYTES = 32 * 1024;

/**
 * Lets something happen to the person and goes on; or goes on without, where events that steps made have led here
 * too often in a row.
 */
export function emitEvent(
  { run, now, clock }: Visit,
  {
    name,
    data,
    next,
    decision,
  }: { name: string; data: Record<string, unknown>; next: Next; decision: string },
): Outcome {
  const hops = (run.entry.hops ?? 0) + 1;
  if (hops > CASCADE_LIMIT) {
    return {
      kind: "go",
      next,
      decision: "loop-guard",
      reason: `${CASCADE_LIMIT} sequences in a row`,
    };
  }
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_MADE_DATA_BYTES) {
    const reason = `data above ${MAX_MADE_DATA_BYTES / 1024} KB: ${name} does not happen`;
    return { kind: "go", next, decision: "too-large", reason };
  }
  const id = `s_${digest(run.run, run.step!, run.visits[run.step!] ?? 1)}`;
  const effect: Effect = {
    kind: "event",
    event: { id, name, at: onTime(now, clock), ordinal: engineOrdinal(hops), data, hops },
  };
  return { kind: "go", next, decision, reason: name, effects: [effect] };
}
