import { digest } from "#shared/kernel/ids.ts";
import type { Effect } from "./effect.ts";
import type { Next, Outcome, Visit } from "./step.ts";

/** So many sequences may set each other off in a row: beyond that they would go round for ever. */
export const MAX_HOPS = 10;

/**
 * Lets something happen to the person and goes on; or goes on without, where events that steps made have led here
 * too often in a row.
 */
export function letHappen(
  { run, now }: Visit,
  {
    name,
    data,
    next,
    decision,
  }: { name: string; data: Record<string, unknown>; next: Next; decision: string },
): Outcome {
  const hops = (run.entry.hops ?? 0) + 1;
  if (hops > MAX_HOPS) {
    return { kind: "go", next, decision: "loop-guard", reason: `${MAX_HOPS} sequences in a row` };
  }
  const id = `s_${digest(run.run, run.step!, run.visits[run.step!] ?? 1)}`;
  const effect: Effect = { kind: "event", event: { id, name, at: now, data, hops } };
  return { kind: "go", next, decision, reason: name, effects: [effect] };
}
