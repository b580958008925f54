import type { Definition } from "./definition.ts";
import { pointerKeys } from "./json.ts";

/** JSON Patch (RFC 6902) without tests and moves. */
export type Operation =
  | { op: "add" | "replace"; path: string; value: unknown }
  | { op: "remove"; path: string };

/** The definition after a patch; undefined when a path of it leads nowhere. */
export function applyPatch(
  definition: Definition,
  patch: readonly Operation[],
): Definition | undefined {
  try {
    return patch.reduce<unknown>(
      (whole, one) => applyTo(whole, pointerKeys(one.path), one),
      definition,
    ) as Definition;
  } catch {
    return undefined;
  }
}

function applyTo(value: unknown, [key, ...rest]: string[], operation: Operation): unknown {
  if (key === undefined) return operation.op === "remove" ? undefined : operation.value;
  if (typeof value !== "object" || value === null) throw new RangeError(key);
  if (Array.isArray(value)) return inArray(value, key, rest, operation);
  const object = value as Record<string, unknown>;
  if (rest.length > 0 || operation.op !== "remove") {
    if (rest.length > 0 && !Object.hasOwn(object, key)) throw new RangeError(key);
    return { ...object, [key]: applyTo(object[key], rest, operation) };
  }
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

function inArray(items: unknown[], key: string, rest: string[], operation: Operation): unknown[] {
  const at = key === "-" ? items.length : Number(key);
  if (!Number.isInteger(at) || at < 0 || at > items.length) throw new RangeError(key);
  if (rest.length > 0) return items.with(at, applyTo(items[at], rest, operation));
  if (operation.op === "remove") return items.toSpliced(at, 1);
  if (operation.op === "replace") return items.with(at, operation.value);
  return items.toSpliced(at, 0, operation.value);
}
