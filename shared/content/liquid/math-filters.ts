import type { Context } from "liquidjs";
import {
  absolute,
  add,
  ceil,
  type Decimal,
  divide,
  floor,
  isLess,
  modulo,
  multiply,
  nearest,
  readDecimal,
  round,
  subtract,
  whole,
} from "./decimal.ts";
import { WholeDecimal } from "./whole-decimal.ts";

type Filter = (this: { context: Context }, ...values: unknown[]) => unknown;

/** No JavaScript number has more digits before its point. */
const MAX_DIGITS = 310;

/** Reads numbers as Shopify's Liquid: a text's decimal, or its leading integer; else 0. */
function numberOf(value: unknown): Decimal {
  if (value instanceof WholeDecimal) return readDecimal(value.toString());
  if (typeof value === "number" && Number.isFinite(value)) {
    return Number.isInteger(value) ? whole(BigInt(value)) : readDecimal(String(value));
  }
  if (typeof value !== "string") return whole(0n);
  const text = value.trim().slice(0, MAX_DIGITS);
  if (/^-?\d+\.\d+$/.test(text)) return readDecimal(text);
  return whole(BigInt(/^[+-]?\d+/.exec(text)?.[0].replace("+", "") ?? 0));
}

/** A filter's result: a number, or a decimal that must not become an integer. */
function shown(result: Decimal): unknown {
  const value = nearest(result);
  return !result.isWhole && Number.isInteger(value) ? new WholeDecimal(value) : value;
}

const of1 =
  (work: (a: Decimal) => Decimal): Filter =>
  (a) =>
    shown(work(numberOf(a)));
const of2 =
  (work: (a: Decimal, b: Decimal) => Decimal): Filter =>
  (a, b) =>
    shown(work(numberOf(a), numberOf(b)));

/** liquidjs's second argument asks for integer division. */
const dividedBy: Filter = (a, b, isWhole) => {
  const quotient = divide(numberOf(a), numberOf(b));
  return shown(isWhole ? floor(quotient) : quotient);
};

/** Rounds to an integer number of places; to an integer without any. */
const toPlaces: Filter = (a, places) => {
  const count = Math.trunc(nearest(numberOf(places)));
  const rounded = round(numberOf(a), Math.min(Math.max(count, -MAX_DIGITS), MAX_DIGITS));
  return shown({ ...rounded, isWhole: rounded.isWhole || count === 0 });
};

function* sum(this: { context: Context }, list: unknown, property: unknown) {
  let total = whole(0n);
  for (const item of [list].flat(Number.POSITIVE_INFINITY)) {
    const value: unknown = property
      ? yield this.context._getFromScope(item, String(property), false)
      : item;
    total = add(total, numberOf(value));
  }
  return shown(total);
}

/** Exact arithmetic of decimals and integers, as in Shopify's Liquid. */
export const MATH_FILTERS: Record<string, Filter> = {
  abs: of1(absolute),
  ceil: of1(ceil),
  floor: of1(floor),
  plus: of2(add),
  minus: of2(subtract),
  times: of2(multiply),
  modulo: of2(modulo),
  at_least: of2((a, b) => (isLess(a, b) ? b : a)),
  at_most: of2((a, b) => (isLess(b, a) ? b : a)),
  divided_by: dividedBy,
  round: toPlaces,
  sum,
};
