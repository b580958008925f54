import { type Condition, readsOf } from "#shared/audience/conditions/index.ts";

const known = new WeakMap<Condition, ReadonlySet<string>>();

/** The names of the events that a condition reads. */
export function eventNamesIn(condition: Condition): ReadonlySet<string> {
  const names = known.get(condition) ?? new Set(readsOf(condition).events.keys());
  known.set(condition, names);
  return names;
}
