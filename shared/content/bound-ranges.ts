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
 * Lets the ranges of a parsed part, those inside its tags too, end: liquidjs counts from one bound
 * to the other by adding 1, which changes no number beyond 2^53. To be called after what reads the
 * tokens of the part.
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
  for (const side of ["lhs", "rhs"] as const) {
    const bound = token[side];
    boundToken(bound);
    if (!TypeGuards.isNumberToken(bound) || !Number.isSafeInteger(bound.content)) {
      token[side] = countable(bound);
    }
  }
}

/** The same bound, which is asked whether one can count from it. */
function countable(bound: ValueToken): ValueToken {
  const initial = {
    *evaluate(context: Context): Generator<unknown, unknown, unknown> {
      const value = yield evalTokenValue(bound, context);
      // What is no number makes an empty range.
      if (Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER) {
        throw new InvalidInput("a range goes beyond the numbers that can be counted");
      }
      return value;
    },
  };
  const { input, begin, end } = bound;
  const token = { kind: TokenKind.FilteredValue, input, begin, end, initial, filters: [] };
  return token as unknown as ValueToken;
}
