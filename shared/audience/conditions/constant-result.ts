import { compileValue } from "./compile-value.ts";
import { isPossible, type Range } from "./range.ts";
import type { AttributeTest, Condition, ContactFieldTest } from "./schema.ts";

type Answer = "always" | "never" | undefined;

/** Whether a condition always or never holds; undefined when it depends on the contact. */
export function constantResult(condition: Condition): Answer {
  if ("all" in condition) return ofAll(condition.all.flatMap(flatten));
  if ("any" in condition) return ofAny(condition.any);
  if ("none" in condition) return swap(ofAny(condition.none));
  if (isOfValue(condition)) return isContradictory([condition]) ? "never" : undefined;
  if (!("event" in condition)) return undefined;
  const { event: _, where: _where, within: _within, since: _since, count, ...others } = condition;
  // "At least zero times" tests nothing.
  const isNoTest = count?.gte === 0 && count.lte === undefined;
  return isNoTest && Object.keys(others).length === 0 ? "always" : undefined;
}

/** Whether two conditions are equivalent, as far as their form shows. */
export const isSame = (one: Condition, other: Condition): boolean =>
  write(plain(one)) === write(plain(other));

const swap = (answer: Answer): Answer => answer && (answer === "always" ? "never" : "always");

function ofAll(parts: Condition[]): Answer {
  const answers = parts.map(constantResult);
  if (answers.includes("never") || contradict(parts)) return "never";
  return answers.every((answer) => answer === "always") ? "always" : undefined;
}

function ofAny(parts: Condition[]): Answer {
  const answers = parts.map(constantResult);
  if (answers.includes("always") || contradict(parts.map(opposite))) return "always";
  return answers.every((answer) => answer === "never") ? "never" : undefined;
}

/** Parts that must all hold, with nested `all` flattened. */
const flatten = (condition: Condition): Condition[] =>
  "all" in condition ? condition.all.flatMap(flatten) : [condition];

function contradict(parts: Condition[]): boolean {
  const texts = new Set(parts.map((part) => write(plain(part))));
  if (parts.some((part) => texts.has(write(plain(opposite(part)))))) return true;
  const ofOne = Map.groupBy(parts.filter(isOfValue), (test) =>
    "field" in test ? `field ${test.field}` : `attribute ${test.attribute}`,
  );
  return [...ofOne.values()].some(isContradictory);
}

type OfValue = AttributeTest | ContactFieldTest;
const isOfValue = (condition: Condition): condition is OfValue =>
  "attribute" in condition || "field" in condition;

/** Whether no value of one attribute or field passes all the tests. */
function isContradictory(tests: OfValue[]): boolean {
  const passes = tests.map((test) => compileValue(test));
  // With `ignoreCase`, another spelling may pass.
  const listed = tests.find(
    ({ is, in: among, ignoreCase }) => !ignoreCase && (is !== undefined || among !== undefined),
  );
  if (listed) {
    const candidates = listed.is === undefined ? listed.in! : [listed.is];
    return !candidates.some((value) => passes.every((pass) => pass(value)));
  }
  return !tests.every((one) => tests.every((other) => isPossible(limits(one, other))));
}

/** The lower limits of one test with the upper limits of the other. */
const limits = ({ gt, gte }: OfValue, { lt, lte }: OfValue): Range => ({
  gt,
  gte,
  lt,
  lte,
});

/** The negation of a condition. */
function opposite(condition: Condition): Condition {
  if ("none" in condition && condition.none.length === 1) return condition.none[0]!;
  if ("none" in condition) return { any: condition.none };
  if ("any" in condition) return { none: condition.any };
  if ("segment" in condition) return { ...condition, is: !(condition.is ?? true) };
  if ("topic" in condition) return { ...condition, is: !(condition.is ?? true) };
  if ("subscribed" in condition) return { subscribed: !condition.subscribed };
  if ("suppressed" in condition) return { suppressed: !condition.suppressed };
  return { none: [condition] };
}

/** The shortest of some equivalent forms. */
function plain(condition: Condition): unknown {
  if ("all" in condition || "any" in condition) {
    const parts = "all" in condition ? condition.all : condition.any;
    if (parts.length === 1) return plain(parts[0]!);
    return { ["all" in condition ? "all" : "any"]: parts.map(plain) };
  }
  if ("none" in condition) return { none: condition.none.map(plain) };
  if ("segment" in condition) return { ...condition, is: condition.is ?? true };
  if ("topic" in condition) return { subscribed: condition.is ?? true };
  if (!("event" in condition) || condition.did === undefined) return condition;
  const { did, ...test } = condition;
  return did ? test : { none: [test] };
}

/** JSON with sorted keys. */
const write = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
