import { createHash } from "node:crypto";

/**
 * Whether two values are the same, wherever the language asks (`is`, `in`, `contains`, `{entry}`,
 * the changes of an attribute, `perKey`): texts, numbers and booleans by type and value, and a
 * missing value is null. Objects and lists are the same as nothing.
 */
export const sameValue = (one: unknown, other: unknown): boolean =>
  (one ?? null) === (other ?? null) && (typeof one !== "object" || one === null);

/** With what surrounds it, a key of a table holds this many characters. */
const MAX_KEY = 200;
/**
 * Texts that would be taken for something else as they stand: numbers, booleans, quoted texts,
 * hashes, the key of no field.
 */
const AMBIGUOUS = /^(-|-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|".*|sha256:.*)$/s;

/**
 * A value as a key: two values have one key just where they are the same. Most texts stand for
 * themselves; numbers and texts that look like them are told apart as JSON does, long ones are
 * hashed. Undefined for what can be no key: a missing value, an empty text, an object, a list.
 */
export function keyOfValue(value: unknown): string | undefined {
  const isScalar = typeof value === "boolean" || Number.isFinite(value);
  if (isScalar) return JSON.stringify(value);
  if (typeof value !== "string" || value === "") return undefined;
  const isPlain = value.isWellFormed() && !AMBIGUOUS.test(value);
  const text = isPlain ? value : JSON.stringify(value);
  if (text.length <= MAX_KEY) return text;
  return `sha256:${createHash("sha256").update(text).digest("base64url")}`;
}
