import { ownValue } from "./own-value.ts";

/**
 * The value under a name or path in nested data: `cart.total`, `items.0.sku`. On each level a key
 * that matches exactly, dots included, wins over a path. Undefined if missing.
 */
export function atPath(values: Readonly<Record<string, unknown>>, path: string): unknown {
  let inner: unknown = values;
  for (let rest = path; isNested(inner); ) {
    const found = ownValue(inner, rest);
    const dot = rest.indexOf(".");
    if (found !== undefined || dot < 0) return isListLength(inner, rest) ? undefined : found;
    inner = ownValue(inner, rest.slice(0, dot));
    rest = rest.slice(dot + 1);
  }
  return undefined;
}

/** {@link atPath}, prepared for many objects. */
export const readerOf = (path: string): ((values: Record<string, unknown>) => unknown) =>
  path.includes(".") ? (values) => atPath(values, path) : (values) => ownValue(values, path);

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** `length` is an own property of a list. */
const isListLength = (value: object, name: string) => Array.isArray(value) && name === "length";
