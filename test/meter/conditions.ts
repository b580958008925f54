import type { AttributeValue } from "@aws-sdk/client-dynamodb";

type Attributes = Record<string, AttributeValue>;
type Names = Record<string, string> | undefined;

const TOKEN =
  /attribute_not_exists\s*\(\s*([#\w]+)\s*\)|([#\w]+)\s*(=|<=|>=|<|>)\s*(:\w+)|AND|OR|\(|\)/gy;

/**
 * Whether an item meets a condition or filter, as far as our adapter writes them: comparisons of
 * numbers and texts, `attribute_not_exists`, AND, OR and parentheses. Anything else fails.
 */
export function isMet(
  expression: string | undefined,
  item: Attributes | undefined,
  names: Names,
  values: Attributes = {},
): boolean {
  if (expression === undefined) return true;
  const tokens = tokenize(expression);
  const find = (name: string) => item?.[names?.[name] ?? name];
  let at = 0;
  const either = (): boolean => {
    let result = both();
    while (tokens[at]?.[0] === "OR") {
      at += 1;
      result = both() || result;
    }
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (tokens[at]?.[0] === "AND") {
      at += 1;
      result = one() && result;
    }
    return result;
  };
  const one = (): boolean => {
    const [text, absent, name, operator, value] = tokens[at++] ?? [];
    if (text === "(") {
      const result = either();
      at += 1;
      return result;
    }
    if (absent) return find(absent) === undefined;
    return compare(find(name!), operator!, values[value!]!);
  };
  return either();
}

function tokenize(expression: string): RegExpExecArray[] {
  const tokens: RegExpExecArray[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < expression.length; ) {
    if (expression[at] === " ") at += 1;
    else {
      TOKEN.lastIndex = at;
      const token = TOKEN.exec(expression);
      if (!token) throw new Error(`an expression that the meter does not know: ${expression}`);
      tokens.push(token);
      at = TOKEN.lastIndex;
    }
  }
  return tokens;
}

/** DynamoDB compares only what is there, and only with its like. */
function compare(
  found: AttributeValue | undefined,
  operator: string,
  given: AttributeValue,
): boolean {
  const [a, b] = [scalar(found), scalar(given)];
  if (a === undefined || b === undefined || typeof a !== typeof b) return false;
  if (operator === "=") return a === b;
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

const scalar = (value: AttributeValue | undefined) =>
  value?.N === undefined ? value?.S : Number(value.N);
