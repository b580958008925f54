import {
  type Context,
  evalTokenValue,
  type Filter,
  type Template,
  TokenKind,
  TypeGuards,
  Value,
} from "liquidjs";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { runSync } from "./run-sync.ts";

type Token = Parameters<typeof evalTokenValue>[0];
type ValueToken = Exclude<Extract<Filter["args"][number], { kind: unknown }>, undefined>;

/**
 * Bounds the ranges of a parsed part, also inside tags: liquidjs counts by adding 1, which never
 * ends beyond 2^53. Call after everything that reads the part's tokens.
 */
export function boundRanges(part: Template[]): Template[] {
  for (const template of part) {
    for (const argument of template.arguments?.() ?? []) {
      if (argument instanceof Value) boundIn(argument);
      else boundToken(argument);
    }
    if (template.children) boundRanges(runSync(template.children(false, true)) as Template[]);
  }
  return part;
}

function boundIn({ initial, filters }: Value): void {
  for (const token of initial.postfix) boundToken(token);
  for (const { args } of filters) {
    for (const argument of args) boundToken(Array.isArray(argument) ? argument[1] : argument);
  }
}

function boundToken(token: Token): void {
  if (TypeGuards.isPropertyAccessToken(token)) {
    boundToken(token.variable);
    for (const name of token.props) boundToken(name);
  }
  if (!TypeGuards.isRangeToken(token)) return;
  boundToken(token.lhs);
  boundToken(token.rhs);
  if (isCountable(token.lhs) && isCountable(token.rhs)) return;
  let first = 0;
  token.lhs = noting(token.lhs, (value) => {
    first = Number(value);
  });
  token.rhs = noting(token.rhs, (value) => assertEnds(first, Number(value)));
}

const isCountable = (bound: ValueToken) =>
  TypeGuards.isNumberToken(bound) && Number.isSafeInteger(bound.content);

/** Longer ranges fail by their allocation before they are counted. */
const MAX_COUNTED = 1e9;

/** @throws InvalidInput for a range that would never end */
function assertEnds(first: number, last: number): void {
  const isBeyond = Math.max(Math.abs(first), Math.abs(last)) > Number.MAX_SAFE_INTEGER;
  if (isBeyond && first <= last && last - first < MAX_COUNTED) {
    throw new InvalidInput("a range goes beyond the numbers that can be counted");
  }
}

/** The bound, reporting its value. */
function noting(bound: ValueToken, note: (value: unknown) => void): ValueToken {
  const initial = {
    *evaluate(context: Context): Generator<unknown, unknown, unknown> {
      const value = yield evalTokenValue(bound, context);
      note(value);
      return value;
    },
  };
  const { input, begin, end } = bound;
  const token = { kind: TokenKind.FilteredValue, input, begin, end, initial, filters: [] };
  return token as unknown as ValueToken;
}
