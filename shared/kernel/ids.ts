import { createHash } from "node:crypto";
import { InvalidInput } from "./errors.ts";

/** The one workspace that there is so far; its id is in every key. */
export const WORKSPACE = "main";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const CONTACT = /^c_[0-9a-z]{17}$/;
const MESSAGE = /^(c_[0-9a-z]{17})_([0-9a-z]{1,9})_([A-Za-z0-9_-]{16})$/;

/** What callers name things: sequences, templates, steps. */
export const NAME = /^[a-z0-9-]{1,64}$/;
/** The same in words. */
export const NAME_RULE = "lower-case letters, digits and - (at most 64)";

/**
 * A digest of the parts that no other parts give: base64url, 96 bits.
 * Parts are length-framed by JSON, so ("a", "bc") and ("ab", "c") differ.
 */
export function digest(...parts: (string | number)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);
}

/** A contact id of ours: ordered by time, so that neighbours in time are neighbours on disk. */
export function newContactId(now: number, random: Uint8Array): string {
  const time = now.toString(36).padStart(9, "0");
  const tail = Array.from(random.subarray(0, 8), (byte) => ALPHABET[byte % 36]).join("");
  return `c_${time}${tail}`;
}

export const isContactId = (text: string) => CONTACT.test(text);

/**
 * The id of the message that a decision made: the same decision names the same message for ever.
 * `bornAt` is the stored instant of the decision (epoch milliseconds); `name` says which decision it was.
 * Only `[A-Za-z0-9_-]`, for it is an SES tag, and at most 46 characters.
 */
export function messageId(contact: string, bornAt: number, ...name: (string | number)[]): string {
  return `${contact}_${bornAt.toString(36)}_${digest(contact, bornAt, ...name)}`;
}

/** Whose message it is and when it was decided: enough to find its row. @throws InvalidInput */
export function parseMessageId(id: string): { contact: string; bornAt: number } {
  const match = MESSAGE.exec(id);
  if (!match) throw new InvalidInput("not a message id");
  return { contact: match[1]!, bornAt: Number.parseInt(match[2]!, 36) };
}

export const isMessageId = (text: string) => MESSAGE.test(text);

/** Thirteen digits that sort newest first. */
export const newestFirst = (at: number) => String(9_999_999_999_999 - at).padStart(13, "0");

/** Thirteen digits that sort oldest first. */
export const oldestFirst = (at: number) => String(at).padStart(13, "0");
