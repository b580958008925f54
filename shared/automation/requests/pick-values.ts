import { type Attribute, fitsAttribute } from "#shared/audience/profiles/index.ts";

/**
 * The values at paths `a.b.c` of a JSON text; those that are no valid attribute values are left
 * out.
 */
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

/** List items are addressed by their index. */
const step = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
