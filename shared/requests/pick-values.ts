import { type Attribute, isAttribute } from "#shared/people/index.ts";

/** Of a string, and of a list as JSON: twenty of them fit a message of the queue. */
const MAX_CHARACTERS = 2_000;

/** The values at `a.b.c` of a JSON text that can be attributes; others, and all of what is no JSON, are left out. */
export function pickValues(text: string, map: Record<string, string>): Record<string, Attribute> {
  const json = parse(text);
  return Object.fromEntries(
    Object.entries(map).flatMap(([attribute, path]): [string, Attribute][] => {
      const value = path.split(".").reduce(step, json);
      return isAttribute(value) && fits(value) ? [[attribute, value]] : [];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list's places have their numbers for names. */
const step = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** JSON writes numbers that none of ours can hold (`1e999`). */
function fits(value: Attribute): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  const text = Array.isArray(value) ? JSON.stringify(value) : value;
  return typeof text !== "string" || text.length <= MAX_CHARACTERS;
}
