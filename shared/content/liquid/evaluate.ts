import { Drop } from "liquidjs";
import { type Expression, type Scalar, show } from "./read-expression.ts";

/**
 * Evaluates an expression as Liquid would: own properties only, nothing if missing. Undefined for
 * arrays, objects and Liquid's own objects, which Liquid prints by rules of its own.
 */
export function evaluate({ path, filters }: Expression, scope: object): string | undefined {
  let value: unknown = scope;
  for (const name of path) {
    if (value === null || value === undefined) break;
    if (value instanceof Drop) return undefined;
    value = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  }
  if (!isScalar(value)) return undefined;
  let scalar = value;
  for (const filter of filters) scalar = filter(scalar);
  return show(scalar);
}

function isScalar(value: unknown): value is Scalar {
  const type = typeof value;
  return (
    type === "string" ||
    type === "number" ||
    type === "boolean" ||
    type === "undefined" ||
    value === null
  );
}
