import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import { Defect } from "#shared/kernel/errors.ts";
import type { LinkKey } from "./link-key.ts";

/** What a link does, by its path: click, open, unsubscribe, preferences, confirm (`k`). */
export type LinkKind = "c" | "o" | "u" | "p" | "k";

/** Links of this length still fit a header line and every client's URL limit. */
const MAX_TOKEN = 2_000;
/** The key's id, the MAC and two dots. */
const FRAME = 8 + 22 + 2;
const TOKEN = /^([\w-]{8})\.([\w-]*)\.([\w-]{22})$/;

/**
 * Signs a token `keyId.payload.mac`, each part base64url, the MAC a 128-bit HMAC-SHA256 over kind
 * and payload. The payload is readable, and valid as long as its key: there is no expiry.
 * @throws Defect when the token would be longer than 2,000 characters
 */
export function signToken(key: LinkKey, kind: LinkKind, payload: string): string {
  const encoded = Buffer.from(payload, "utf8").toString("base64url");
  if (encoded.length > MAX_TOKEN - FRAME) throw new Defect("a link's payload is too long");
  return `${key.id}.${encoded}.${macOf(key, kind, encoded)}`;
}

/**
 * The payload of a token that one of `keys` signed for this kind of link, else undefined. To rotate
 * keys, sign with the new one and read with both: unsubscribe links never expire.
 */
export function readToken(
  keys: readonly LinkKey[],
  kind: LinkKind,
  token: string,
): string | undefined {
  if (token.length > MAX_TOKEN) return undefined;
  const [, id, encoded = "", mac = ""] = TOKEN.exec(token) ?? [];
  const key = keys.find((candidate) => candidate.id === id);
  if (!key) return undefined;
  const expected = Buffer.from(macOf(key, kind, encoded), "latin1");
  if (!timingSafeEqual(expected, Buffer.from(mac, "latin1"))) return undefined;
  return Buffer.from(encoded, "base64url").toString("utf8");
}

/** Over the encoded text, so that only our spelling of the same bytes is valid. */
const macOf = (key: LinkKey, kind: LinkKind, encoded: string) => key.macOf(`${kind}.${encoded}`);
