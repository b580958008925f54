import { compile } from "./compile.ts";
import { compileWhere } from "./compile-value.ts";
import type { Facts } from "./facts.ts";
import type { Condition } from "./schema.ts";
import type { Where } from "./value-schema.ts";

/** Whether a condition holds, and how long that stays so. */
export type Evaluation = {
  matches: boolean;
  /**
   * The instant (epoch milliseconds, after the one asked for) before which the answer does not change with the same
   * facts; undefined when it never does. It may be earlier than the change, never later: ask again then.
   */
  until: number | undefined;
};

/** Whether the condition holds for the person at `now` (epoch milliseconds), and until when the answer stands. */
export function evaluate(condition: Condition, facts: Facts, now: number): Evaluation {
  const { matches, until } = compile(condition).look(facts, now);
  return { matches, until: Number.isFinite(until) ? until : undefined };
}

/** Whether the condition holds for the person at `now` (epoch milliseconds); the cheap form of {@link evaluate}. */
export const matches = (condition: Condition, facts: Facts, now: number): boolean =>
  compile(condition).holds(facts, now);

const filters = new WeakMap<Where, ReturnType<typeof compileWhere>>();

/** Whether every field that `where` names passes its tests; `entry` is what came with the event that started the run. */
export function matchesFields(
  data: Record<string, unknown>,
  where?: Where,
  entry?: Record<string, unknown>,
): boolean {
  if (!where) return true;
  const filter = filters.get(where) ?? compileWhere(where);
  filters.set(where, filter);
  return filter(data, entry);
}
