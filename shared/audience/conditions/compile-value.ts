import { readerOf } from "#shared/kernel/at-path.ts";
import { sameValue } from "./same-value.ts";
import type { FieldTest, ValueTest, Where } from "./value-schema.ts";

type Values = Record<string, unknown>;
type Test = (value: unknown) => boolean;

/**
 * All the tests given must hold. A missing value equals null: it is never above, below or within
 * anything, and no text.
 */
export function compileValue({ ignoreCase, ...given }: ValueTest): Test {
  return ignoreCase ? compileFolded(given) : compileExact(given);
}

function compileExact(given: ValueTest): Test {
  const { is, isNot, in: among, notIn, exists, contains, startsWith, endsWith } = given;
  const { gt, gte, lt, lte } = given;
  const tests: Test[] = [];
  if (is !== undefined) tests.push((value) => sameValue(value, is));
  if (isNot !== undefined) tests.push((value) => !sameValue(value, isNot));
  if (among !== undefined) tests.push((value) => among.some((one) => sameValue(value, one)));
  if (notIn !== undefined) tests.push((value) => !notIn.some((one) => sameValue(value, one)));
  if (exists !== undefined) tests.push((value) => (value !== null) === exists);
  if (contains !== undefined) tests.push((value) => holds(value, contains));
  if (startsWith !== undefined) {
    tests.push((value) => typeof value === "string" && value.startsWith(startsWith));
  }
  if (endsWith !== undefined) {
    tests.push((value) => typeof value === "string" && value.endsWith(endsWith));
  }
  if (gt !== undefined) tests.push((value) => order(value, gt) > 0);
  if (gte !== undefined) tests.push((value) => order(value, gte) >= 0);
  if (lt !== undefined) tests.push((value) => order(value, lt) < 0);
  if (lte !== undefined) tests.push((value) => order(value, lte) <= 0);
  return (found) => {
    const value = found ?? null;
    return tests.every((test) => test(value));
  };
}

/** The same with all texts in lower case, but for tests of order. */
function compileFolded({ gt, gte, lt, lte, ...given }: ValueTest): Test {
  const folded = Object.entries(given).map(([name, wanted]) => [name, fold(wanted)]);
  const same = compileExact(Object.fromEntries(folded));
  const inOrder = compileExact({ gt, gte, lt, lte });
  return (value) => inOrder(value) && same(fold(value));
}

/** In lower case by Unicode, whatever the language: a text, or each of a list. */
export const fold = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(fold) : typeof value === "string" ? value.toLowerCase() : value;

/** Whether every field that `where` names passes its tests; `entry` is what came with the event that started the run. */
export type Filter = (data: Values, entry?: Values) => boolean;

/** All the fields named must pass; nothing named, nothing refused. */
export function compileWhere(where: Where = {}): Filter {
  const tests = Object.entries(where).map(([name, test]) => compileField(name, test));
  return (data, entry) => tests.every((test) => test(data, entry));
}

/** What the entry does not have, no field is the same as. */
function compileField(name: string, { is, ...others }: FieldTest): Filter {
  const read = readerOf(name);
  if (typeof is !== "object" || is === null) {
    const passes = compileValue({ is, ...others });
    return (data) => passes(read(data));
  }
  const passes = compileValue(others);
  const readEntry = readerOf(is.entry);
  const told = others.ignoreCase ? fold : (value: unknown) => value;
  return (data, entry = {}) => {
    const wanted = readEntry(entry) ?? undefined;
    const value = read(data);
    return wanted !== undefined && sameValue(told(value), told(wanted)) && passes(value);
  };
}

const holds = (value: unknown, part: string): boolean =>
  typeof value === "string"
    ? value.includes(part)
    : Array.isArray(value) && value.some((one) => sameValue(one, part));

/**
 * Numbers by size, texts by code unit (so ISO dates by time); a number and a text do not compare, which `NaN` says:
 * it is neither below, nor above, nor equal.
 */
function order(value: unknown, limit: string | number): number {
  if (typeof value === "number" && typeof limit === "number") return value - limit;
  if (typeof value !== "string" || typeof limit !== "string") return Number.NaN;
  return value === limit ? 0 : value > limit ? 1 : -1;
}
