import { compile } from "./compile.ts";
import { compileWhere } from "./compile-value.ts";
import type { Facts } from "./facts.ts";
import type { Condition } from "./schema.ts";
import type { Where } from "./value-schema.ts";

/** A condition's result, and how long it lasts. */
export type Evaluation = {
  matches: boolean;
  /**
   * The instant (epoch milliseconds, after `now`) until which the result holds for the same facts;
   * undefined: for ever. It may be earlier than the change, never later: evaluate again then.
   */
  until: number | undefined;
};

/** Evaluates a condition for a contact at `now` (epoch milliseconds), and until when it holds. */
export function evaluate(condition: Condition, facts: Facts, now: number): Evaluation {
  const { matches, until } = compile(condition).look(facts, now);
  return { matches, until: Number.isFinite(until) ? until : undefined };
}

/** The result of {@link evaluate} alone, cheaper. */
export const matches = (condition: Condition, facts: Facts, now: number): boolean =>
  compile(condition).holds(facts, now);

const filters = new WeakMap<Where, ReturnType<typeof compileWhere>>();

/** Whether all fields pass; `entry`: the data of the event that started the run. */
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
