import type { Tests } from "./clauses.ts";
import type { Word } from "./vocabulary.ts";

export const VALUE_TYPES = ["text", "number", "boolean", "null", "entry"] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export function typeOf(value: unknown): ValueType {
  if (value === null) return "null";
  if (typeof value === "object") return "entry";
  return typeof value === "string" ? "text" : (typeof value as "number" | "boolean");
}

/** A value of another type, with as much of the present one as fits. */
export function retype(value: unknown, type: ValueType): unknown {
  switch (type) {
    case "text":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
    case "number":
      return typeof value === "string" && Number.isFinite(Number(value)) ? Number(value) : 0;
    case "boolean":
      return value !== "false";
    case "null":
      return null;
    default:
      return { entry: typeof value === "string" ? value : "" };
  }
}

/** Tests whose value is still empty take the type that the name's values have. */
export function suited(tests: Tests, word: Word | undefined): Tests {
  const [type, ...others] = word?.types ?? [];
  const isKnown = others.length === 0 && (type === "number" || type === "boolean");
  if (!isKnown || tests.is !== "" || Object.keys(tests).length > 1) return tests;
  return type === "number" ? { gte: 0 } : { is: true };
}
