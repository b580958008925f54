import type { Condition } from "./schema.ts";

/** The names of the events that a condition asks for, so that only those are loaded and only their news matter. */
export function eventsOf(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(eventsOf);
  if ("any" in condition) return condition.any.flatMap(eventsOf);
  if ("none" in condition) return condition.none.flatMap(eventsOf);
  return "event" in condition ? [condition.event] : [];
}
