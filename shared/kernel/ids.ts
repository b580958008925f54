import { hash } from "node:crypto";
import { InvalidInput } from "./errors.ts";

/** The only workspace so far; its id is in every key. */
export const WORKSPACE = "main";

const ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
const CONTACT = /^c_[0-9a-z]{17}$/;
const MESSAGE = /^(c_[0-9a-z]{17})_([0-9a-z]{1,9})_([A-Za-z0-9_-]{16})$/;

/** Names that callers choose: sequences, templates, steps. */
export const NAME = /^[a-z0-9-]{1,64}$/;
export const NAME_RULE = "lower-case letters, digits and - (at most 64)";

/**
 * A digest of the parts: base64url, 96 bits. JSON frames them, so ("a", "bc") and ("ab", "c")
 * differ.
 */
export function digest(...parts: (string | number)[]): string {
  return hash("sha256", JSON.stringify(parts), "base64url").slice(0, 16);
}

/** A new contact id, ordered by time so that concurrent rows are neighbours on disk. */
export function newContactId(now: number, random: Uint8Array): string {
  const time = now.toString(36).padStart(9, "0");
  const tail = Array.from(random.subarray(0, 8), (byte) => ALPHABET[byte % 36]).join("");
  return `c_${time}${tail}`;
}

export const isContactId = (text: string) => CONTACT.test(text);

/**
 * Whether clients leave a text out of a path, even percent-encoded: nothing of such an id could be
 * opened or erased.
 */
export const isFolded = (text: string) => text === "." || text === "..";
export const FOLDED_RULE = 'neither "." nor "..": addresses leave these out';

/** The contact ids in a text, also those that are part of a message id; each once. */
export const namedContacts = (text: string): string[] => [
  ...new Set(text.match(/(?<=")c_[0-9a-z]{17}(?=["_])/g)),
];

/**
 * The id of the message of a decision: the same decision always gives the same id. `bornAt` is the
 * decision's stored instant (epoch milliseconds), `name` identifies the decision. Only
 * `[A-Za-z0-9_-]`, because it is an SES tag; at most 46 characters.
 */
export function messageId(contact: string, bornAt: number, ...name: (string | number)[]): string {
  return `${contact}_${bornAt.toString(36)}_${digest(contact, bornAt, ...name)}`;
}

/**
 * The contact of a message id and when it was decided: enough to find its row.
 * @throws InvalidInput
 */
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
