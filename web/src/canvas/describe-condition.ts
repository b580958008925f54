import type { texts as english } from "../text/en/steps.ts";
import type { Like } from "../text/like.ts";
import { sayDuration } from "./duration.ts";

export type Words = { texts: Like<typeof english>; locale: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as one would say it: texts in quotes, lists with commas. */
export function sayValue(value: unknown, { texts }: Words): string {
  if (Array.isArray(value) && value.length > 0)
    return value.map(String).reduce((one, other) => texts.list(one, other));
  if (isObject(value)) return JSON.stringify(value);
  return String(value ?? texts.condition.nothing);
}

const TESTS = [
  ...["is", "isNot", "gt", "gte", "lt", "lte", "in", "notIn"],
  ...["contains", "startsWith", "endsWith"],
] as const;

/** The tests of one value: `plan is pro and …`. */
export function describeTests(name: string, tests: unknown, words: Words): string {
  const say = words.texts.condition;
  if (!isObject(tests)) return say.is(name, sayValue(tests, words));
  const said = TESTS.filter((test) => test in tests).map((test) =>
    say[test as "is"](name, sayValue(tests[test], words)),
  );
  if ("exists" in tests) said.push(tests.exists === false ? say.missing(name) : say.exists(name));
  if ("ahead" in tests || "ago" in tests) said.push(say.date(name));
  return said.length > 0 ? said.reduce((one, other) => say.and(one, other)) : name;
}

/** What a `where` asks of an event's fields. */
export function describeWhere(where: unknown, words: Words): string | undefined {
  if (!isObject(where) || Object.keys(where).length === 0) return undefined;
  const fields = Object.entries(where).map(([name, tests]) => describeTests(name, tests, words));
  return fields.reduce((one, other) => words.texts.condition.and(one, other));
}

/** A condition in few words; what has no short words is called a condition. */
export function describeCondition(condition: unknown, words: Words): string {
  const { texts, locale } = words;
  const say = texts.condition;
  if (!isObject(condition)) return say.other;
  const group = (items: unknown, join: (one: string, other: string) => string) =>
    Array.isArray(items) && items.length > 0
      ? items.map((item) => describeCondition(item, words)).reduce((one, other) => join(one, other))
      : say.other;
  if ("all" in condition) return group(condition.all, say.and);
  if ("any" in condition) return group(condition.any, say.or);
  if ("none" in condition) return say.none(group(condition.none, say.or));
  const { attribute, field, event, segment, topic } = condition;
  const named = attribute ?? field;
  if (typeof named === "string") return describeTests(named, condition, words);
  if (typeof event === "string") {
    const did = condition.did === false ? say.didNot(event) : say.did(event);
    const { within } = condition;
    return typeof within === "string" ? say.within(did, sayDuration(within, locale)) : did;
  }
  const isWanted = condition.is !== false;
  if (typeof segment === "string")
    return isWanted ? say.inSegment(segment) : say.notInSegment(segment);
  if (typeof topic === "string") return isWanted ? say.topic(topic) : say.noTopic(topic);
  if ("subscribed" in condition)
    return condition.subscribed === false ? say.unsubscribed : say.subscribed;
  if ("suppressed" in condition)
    return condition.suppressed === false ? say.notSuppressed : say.suppressed;
  return say.other;
}
