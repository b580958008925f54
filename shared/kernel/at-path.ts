import { ownValue } from "./own-value.ts";

/**
 * What stands in an object under a name, or at a path into what is nested: `cart.total`,
 * `items.0.sku`. On each level a name that is there exactly as written, dots and all, goes before a
 * path. Undefined where nothing stands.
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

/** The same, made ready for many objects. */
export const readerOf = (path: string): ((values: Record<string, unknown>) => unknown) =>
  path.includes(".") ? (values) => atPath(values, path) : (values) => ownValue(values, path);

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** A list has its length as a name of its own. */
const isListLength = (value: object, name: string) => Array.isArray(value) && name === "length";
