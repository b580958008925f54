import type { Value } from "./show-attributes.ts";

export const TYPES = ["text", "number", "boolean", "list"] as const;
export type Type = (typeof TYPES)[number];

export function typeOfAttribute(value: Value): Type {
  if (Array.isArray(value)) return "list";
  return value === null || typeof value === "string"
    ? "text"
    : (typeof value as "number" | "boolean");
}

/** A value of another type, with as much of the present one as fits. */
export function retypeAttribute(value: Value, type: Type): Value {
  switch (type) {
    case "list":
      return Array.isArray(value) ? value : value === "" || value === null ? [] : [String(value)];
    case "number":
      return Number.isFinite(Number(value)) && !Array.isArray(value) ? Number(value) : 0;
    case "boolean":
      return value !== "false" && value !== 0;
    default:
      return Array.isArray(value) ? value.join(", ") : String(value ?? "");
  }
}
