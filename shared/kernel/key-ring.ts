import { createHmac } from "node:crypto";
import { Conflict, NotFound } from "./errors.ts";
import { iso, SECOND_MS } from "./time.ts";

/** Of each key. */
export const SECRET_BYTES = 32;
const ID_BYTES = 6;

/**
 * A key of a secret. `id` is derived from it and public; from `from` (epoch milliseconds) on it
 * signs.
 */
export type RingKey = { id: string; bytes: Uint8Array; from: number };
/**
 * The keys of a secret, oldest first. What any of them signed is good; `current` signs. `near` are
 * it and those that sign so soon that everybody knows them, whose clock may be ahead of ours.
 */
export type KeyRing = { current: RingKey; near: readonly RingKey[]; keys: readonly RingKey[] };

/** More than clocks differ by, and far less than passes from a key's making until it signs. */
const NEAR_MS = 30 * SECOND_MS;

/** The public id of a key, 8 characters of base64url: it tells nothing of the key. */
export const keyId = (bytes: Uint8Array): string =>
  createHmac("sha256", bytes)
    .update("dripstack link id")
    .digest()
    .subarray(0, ID_BYTES)
    .toString("base64url");

export const toRingKey = (bytes: Uint8Array, from = 0): RingKey => ({
  id: keyId(bytes),
  bytes,
  from,
});

/** The ring of these keys, at least one: the youngest that signs by now, else the oldest. */
export function ringAt(keys: readonly RingKey[], now: number): KeyRing {
  const first = Math.max(
    0,
    keys.findLastIndex(({ from }) => from <= now),
  );
  const last = keys.findLastIndex(({ from }) => from - NEAR_MS <= now);
  const near = keys.slice(first, Math.max(first, last) + 1);
  return { current: keys[first]!, near, keys };
}

/** A key as it may be shown: `from` is null where it signed from the beginning. */
export type DescribedKey = { id: string; from: string | null; current: boolean };

/** The keys of a ring as they may be shown, oldest first: none tells anything of itself. */
export function describeKeys(keys: readonly RingKey[], now: number): DescribedKey[] {
  const { current } = ringAt(keys, now);
  return keys.map(({ id, from }) => ({
    id,
    from: from === 0 ? null : iso(from),
    current: id === current.id,
  }));
}

const PART = /^([A-Za-z0-9+/]{43}=)(?:[ \t]+(\S+))?$/;

/**
 * The keys of a secret as it is stored: oldest first, separated by commas, each 32 bytes in base64
 * and the instant from which it signs, if there is one. No key where one of them is anything else.
 */
export function parseKeys(text: string): RingKey[] {
  const parts = text.split(",").map((part) => part.trim());
  const keys = parts.map((part) => {
    const [, key, from] = PART.exec(part) ?? [];
    const at = from === undefined ? 0 : Date.parse(from);
    return key === undefined || Number.isNaN(at)
      ? undefined
      : toRingKey(new Uint8Array(Buffer.from(key, "base64")), at);
  });
  return keys.every((key) => key !== undefined) ? keys : [];
}

/** What `parseKeys` reads. */
export const writeKeys = (keys: readonly RingKey[]): string =>
  keys
    .map(({ bytes, from }) => {
      const key = Buffer.from(bytes).toString("base64");
      return from === 0 ? key : `${key} ${new Date(from).toISOString()}`;
    })
    .join(",");

/** The keys and a new one, which signs from `from` on. @throws Conflict when there are too many */
export function addKey(
  keys: readonly RingKey[],
  bytes: Uint8Array,
  from: number,
  most: number,
): RingKey[] {
  if (keys.length < most) return [...keys, toRingKey(bytes, from)];
  throw new Conflict(`this secret has ${most} keys, the maximum: revoke one first`);
}

/**
 * The keys without one. @throws NotFound when it is not among them; Conflict when it is the only
 * one
 */
export function dropKey(keys: readonly RingKey[], id: string): RingKey[] {
  const left = keys.filter((key) => key.id !== id);
  if (left.length === keys.length)
    throw new NotFound(`the secret has no key ${id}: \`npx dripstack secrets list\` shows the ids`);
  if (left.length > 0) return left;
  throw new Conflict("this is the only key: rotate the secret first");
}
