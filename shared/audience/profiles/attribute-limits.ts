import { isPlainValue } from "#shared/kernel/plain-value.ts";
import type { Attribute } from "./profile.ts";

/** Limits of attributes; the API rejects anything beyond them. */
export const ATTRIBUTE_LIMITS = {
  /** Characters of a text, also in a list. */
  text: 2_000,
  /** Entries of a list. */
  entries: 100,
  /** Bytes of a list as JSON: a change event holds the list twice. */
  listBytes: 8 * 1024,
  names: 200,
  /** Bytes of all attributes as JSON: each decision about the contact reads them. */
  allBytes: 64 * 1024,
} as const;

/** Whether a value fits an attribute. */
export function fitsAttribute(value: unknown): value is Attribute {
  if (!isPlainValue(value)) return false;
  if (typeof value === "number") return Number.isFinite(value);
  const texts = Array.isArray(value) ? value : [value];
  return (
    texts.length <= ATTRIBUTE_LIMITS.entries &&
    texts.every((one) => typeof one !== "string" || isText(one)) &&
    (!Array.isArray(value) || fitsList(value))
  );
}

/** A lone surrogate reads back differently from each store. */
const isText = (text: string) => text.length <= ATTRIBUTE_LIMITS.text && text.isWellFormed();

export const fitsList = (list: readonly string[]): boolean =>
  Buffer.byteLength(JSON.stringify(list)) <= ATTRIBUTE_LIMITS.listBytes;
