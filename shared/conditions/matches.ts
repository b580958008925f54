import { parseDuration } from "#shared/kernel/duration.ts";
import type { Condition, EventTest, ValueTest, Where } from "./schema.ts";

/** Something that happened, with the fields that conditions may ask for. */
export type Happening = { at: number; data: Record<string, unknown> };

/** What a condition may know of a person. */
export type Facts = {
  attributes: Record<string, unknown>;
  /** Newest first. */
  events: (name: string) => readonly Happening[];
};

/** Whether the condition holds for the person at `now` (epoch milliseconds). */
export function matches(condition: Condition, facts: Facts, now: number): boolean {
  if ("all" in condition) return condition.all.every((part) => matches(part, facts, now));
  if ("any" in condition) return condition.any.some((part) => matches(part, facts, now));
  if ("none" in condition) return !condition.none.some((part) => matches(part, facts, now));
  if ("event" in condition) return matchesEvents(condition, facts.events(condition.event), now);
  return matchesValue(own(facts.attributes, condition.attribute), condition);
}

function matchesEvents(test: EventTest, events: readonly Happening[], now: number): boolean {
  const from =
    test.within === undefined ? Number.NEGATIVE_INFINITY : now - parseDuration(test.within);
  let count = 0;
  for (const event of events) {
    if (event.at >= from && event.at <= now && matchesFields(event.data, test.where)) count += 1;
  }
  const { gte, lte } = test.count ?? { gte: 1, lte: undefined };
  const did = count >= (gte ?? 0) && (lte === undefined || count <= lte);
  return did === (test.did ?? true);
}

/** Whether every field that `where` names passes its tests. */
export function matchesFields(data: Record<string, unknown>, where: Where = {}): boolean {
  return Object.entries(where).every(([field, test]) => matchesValue(own(data, field), test));
}

/** What somebody set under that name; never what every object has (`constructor`, `toString`). */
const own = (values: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** All the tests given must hold. A missing value equals null and is never above, below or within anything. */
function matchesValue(found: unknown, test: ValueTest): boolean {
  const value = found ?? null;
  return (
    (test.is === undefined || value === test.is) &&
    (test.isNot === undefined || value !== test.isNot) &&
    (test.in === undefined || test.in.some((one) => one === value)) &&
    (test.exists === undefined || (value !== null) === test.exists) &&
    (test.contains === undefined || contains(value, test.contains)) &&
    (test.gt === undefined || compare(value, test.gt, (order) => order > 0)) &&
    (test.gte === undefined || compare(value, test.gte, (order) => order >= 0)) &&
    (test.lt === undefined || compare(value, test.lt, (order) => order < 0)) &&
    (test.lte === undefined || compare(value, test.lte, (order) => order <= 0))
  );
}

const contains = (value: unknown, part: string) =>
  typeof value === "string" || Array.isArray(value) ? value.includes(part) : false;

/** Numbers by size, texts by code unit (so ISO dates by time); a number and a text do not compare. */
function compare(
  value: unknown,
  limit: string | number,
  holds: (order: number) => boolean,
): boolean {
  if (typeof value === "number" && typeof limit === "number") return holds(value - limit);
  if (typeof value !== "string" || typeof limit !== "string") return false;
  return holds(value === limit ? 0 : value > limit ? 1 : -1);
}
