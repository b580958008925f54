import { createHash } from "node:crypto";

/**
 * The language's equality (`is`, `in`, `contains`, `{entry}`, attribute changes, `perKey`): texts,
 * numbers and booleans by type and value; a missing value is null; objects and lists equal nothing.
 */
export const sameValue = (one: unknown, other: unknown): boolean =>
  (one ?? null) === (other ?? null) && (typeof one !== "object" || one === null);

/** Leaves room in a table's key for what surrounds it. */
const MAX_KEY = 200;
/** Texts that look like another key: numbers, booleans, quoted texts, hashes, the missing key. */
const AMBIGUOUS = /^(-|-?\d+(\.\d+)?([eE][+-]?\d+)?|true|false|".*|sha256:.*)$/s;

/**
 * A value as a key: equal just when the values are. Most texts are used as they are; ambiguous ones
 * are quoted as in JSON, long ones hashed. Undefined for a missing value, an empty text, an object
 * or a list.
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
