import { type Attribute, fitsAttribute } from "#shared/audience/profiles/index.ts";

/** The values at `a.b.c` of a JSON text that can be attributes; others, and all of what is no JSON, are left out. */
export function pickValues(text: string, map: Record<string, string>): Record<string, Attribute> {
  const json = parse(text);
  return Object.fromEntries(
    Object.entries(map).flatMap(([attribute, path]): [string, Attribute][] => {
      const value = path.split(".").reduce(step, json);
      return fitsAttribute(value) ? [[attribute, value]] : [];
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
