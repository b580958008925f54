/**
 * A language for tests: every text is bracketed and a third longer, so that a text that comes from
 * the code, or is cut off, is seen.
 */
export function pseudo(value: unknown): unknown {
  if (typeof value === "string") return mark(value);
  if (typeof value === "function") return (...values: unknown[]) => mark(value(...values));
  if (Array.isArray(value)) return value.map(pseudo);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudo(inner)]));
}

const mark = (text: string) => `[${text}${"·".repeat(Math.ceil(text.length / 3))}]`;
