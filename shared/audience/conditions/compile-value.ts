import { readerOf } from "#shared/kernel/at-path.ts";
import { sameValue } from "./same-value.ts";
import type { FieldTest, ValueTest, Where } from "./value-schema.ts";

type Values = Record<string, unknown>;
type Test = (value: unknown) => boolean;

/** All given tests must hold. A missing value equals null: no order or text test holds for it. */
export function compileValue({ ignoreCase, ...given }: ValueTest): Test {
  return ignoreCase ? compileFolded(given) : compileExact(given);
}

function compileExact(given: ValueTest): Test {
  const { is, isNot, in: oneOf, notIn, exists, contains, startsWith, endsWith } = given;
  const { gt, gte, lt, lte } = given;
  const tests: Test[] = [];
  if (is !== undefined) tests.push((value) => sameValue(value, is));
  if (isNot !== undefined) tests.push((value) => !sameValue(value, isNot));
  if (oneOf !== undefined) tests.push((value) => oneOf.some((one) => sameValue(value, one)));
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

/** Compares texts in lower case, except in tests of order. */
function compileFolded({ gt, gte, lt, lte, ...given }: ValueTest): Test {
  const folded = Object.entries(given).map(([name, wanted]) => [name, fold(wanted)]);
  const same = compileExact(Object.fromEntries(folded));
  const inOrder = compileExact({ gt, gte, lt, lte });
  return (value) => inOrder(value) && same(fold(value));
}

/** Lower case by Unicode, independent of language; of a list, each text. */
export const fold = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(fold) : typeof value === "string" ? value.toLowerCase() : value;

/** Whether all fields pass; `entry`: the data of the event that started the run. */
export type Filter = (data: Values, entry?: Values) => boolean;

/** All named fields must pass; an empty filter passes. */
export function compileWhere(where: Where = {}): Filter {
  const tests = Object.entries(where).map(([name, test]) => compileField(name, test));
  return (data, entry) => tests.every((test) => test(data, entry));
}

/** A field missing from the entry equals nothing. */
function compileField(name: string, { is, ...others }: FieldTest): Filter {
  const read = readerOf(name);
  if (typeof is !== "object" || is === null) {
    const passes = compileValue({ is, ...others });
    return (data) => passes(read(data));
  }
  const passes = compileValue(others);
  const readEntry = readerOf(is.entry);
  const normalize = others.ignoreCase ? fold : (value: unknown) => value;
  return (data, entry = {}) => {
    const wanted = readEntry(entry) ?? undefined;
    const value = read(data);
    return wanted !== undefined && sameValue(normalize(value), normalize(wanted)) && passes(value);
  };
}

const holds = (value: unknown, part: string): boolean =>
  typeof value === "string"
    ? value.includes(part)
    : Array.isArray(value) && value.some((one) => sameValue(one, part));

/**
 * Numbers by size, texts by code unit (so ISO dates by time). A number and a text do not compare:
 * `NaN` is neither below, above nor equal.
 */
function order(value: unknown, limit: string | number): number {
  if (typeof value === "number" && typeof limit === "number") return value - limit;
  if (typeof value !== "string" || typeof limit !== "string") return Number.NaN;
  return value === limit ? 0 : value > limit ? 1 : -1;
}
