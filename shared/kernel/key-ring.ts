import { createHmac } from "node:crypto";
import { Conflict, NotFound } from "./errors.ts";
import { iso, SECOND_MS } from "./time.ts";

export const SECRET_BYTES = 32;
const ID_BYTES = 6;

/**
 * A key of a secret. `id` is derived from it and public; it signs from `from` on (epoch
 * milliseconds).
 */
export type RingKey = { id: string; bytes: Uint8Array; from: number };
/**
 * The keys of a secret, oldest first. Signatures of any of them are valid; `current` signs. `near`:
 * the current key and those that sign soon, which a process with a clock ahead may already use.
 */
export type KeyRing = { current: RingKey; near: readonly RingKey[]; keys: readonly RingKey[] };

/** More than clocks differ, far less than the time between creating a key and signing with it. */
const NEAR_MS = 30 * SECOND_MS;

/** The public id of a key, 8 characters of base64url: reveals nothing about the key. */
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

/** The ring of at least one key: current is the youngest that signs by now, else the oldest. */
export function ringAt(keys: readonly RingKey[], now: number): KeyRing {
  const first = Math.max(
    0,
    keys.findLastIndex(({ from }) => from <= now),
  );
  const last = keys.findLastIndex(({ from }) => from - NEAR_MS <= now);
  const near = keys.slice(first, Math.max(first, last) + 1);
  return { current: keys[first]!, near, keys };
}

/** A key as shown to operators; `from` is null for the first key. */
export type DescribedKey = { id: string; from: string | null; current: boolean };

/** The keys of a ring as shown to operators, oldest first, without secret bytes. */
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
 * Parses a stored secret: keys oldest first, separated by commas, each 32 bytes in base64 and
 * optionally the instant from which it signs. Empty if any key is malformed.
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

/** The inverse of `parseKeys`. */
export const writeKeys = (keys: readonly RingKey[]): string =>
  keys
    .map(({ bytes, from }) => {
      const key = Buffer.from(bytes).toString("base64");
      return from === 0 ? key : `${key} ${new Date(from).toISOString()}`;
    })
    .join(",");

/**
 * Adds a key that signs from `from` on.
 * @throws Conflict when there are too many
 */
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
 * Removes a key.
 * @throws NotFound when it is not among them
 * @throws Conflict when it is the only one
 */
export function dropKey(keys: readonly RingKey[], id: string): RingKey[] {
  const left = keys.filter((key) => key.id !== id);
  if (left.length === keys.length)
    throw new NotFound(`the secret has no key ${id}: \`npx dripstack secrets list\` shows the ids`);
  if (left.length > 0) return left;
  throw new Conflict("this is the only key: rotate the secret first");
}
