import { type Condition, readsOf } from "#shared/audience/conditions/index.ts";

const cache = new WeakMap<Condition, ReadonlySet<string>>();

/** The names of the events that a condition reads. */
export function eventNamesIn(condition: Condition): ReadonlySet<string> {
  const names = cache.get(condition) ?? new Set(readsOf(condition).events.keys());
  cache.set(condition, names);
  return names;
}
