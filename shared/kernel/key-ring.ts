import { createHmac } from "node:crypto";

/** Of each key. */
export const SECRET_BYTES = 32;
/** More than any installation rotates, and as many as a parameter of SSM holds. */
export const MAX_RING_KEYS = 40;
const ID_BYTES = 6;

/** A key of a secret. `id` is derived from it and public; from `from` (epoch milliseconds) on it signs. */
export type RingKey = { id: string; bytes: Uint8Array; from: number };
/** The keys of a secret, oldest first. What any of them signed is good; `current` signs. */
export type KeyRing = { current: RingKey; keys: readonly RingKey[] };

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
  const current = keys.findLast(({ from }) => from <= now) ?? keys[0]!;
  return { current, keys };
}

const LINE = /^([A-Za-z0-9+/]{43}=)(?:[ \t]+(\S+))?$/;

/**
 * The keys of a secret as it is stored: a line a key, oldest first, 32 bytes in base64 and the instant from which
 * it signs, if there is one. No key where a line is anything else.
 */
export function parseKeys(text: string): RingKey[] {
  const lines = text.split("\n").flatMap((line) => line.trim() || []);
  const keys = lines.map((line) => {
    const [, key, from] = LINE.exec(line) ?? [];
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
    .join("\n");
