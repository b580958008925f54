import { createHmac } from "node:crypto";
import { Defect } from "#shared/kernel/errors.ts";
import { type KeyRing, keyId } from "#shared/kernel/key-ring.ts";
import { type Mac, macUnder } from "./mac.ts";

/** A key that signs links, with the short id that tokens carry. */
export type LinkKey = { id: string; macOf: Mac };

const MIN_SECRET_BYTES = 32;

/** Cached per secret: a batch, and a click, need it at once. */
const known = new WeakMap<Uint8Array, LinkKey>();

/**
 * Derives the link key of a secret of 32 bytes or more. Both halves are derived, so the id reveals
 * nothing of the key, and the secret may serve other purposes under other labels.
 * @throws Defect when the secret is shorter
 */
export function linkKey(secret: Uint8Array): LinkKey {
  const key = known.get(secret) ?? deriveKey(secret);
  known.set(secret, key);
  return key;
}

/** The link keys of a ring; a link signed by any of them is valid. */
export const linkKeys = ({ keys }: KeyRing): LinkKey[] => keys.map(({ bytes }) => linkKey(bytes));

function deriveKey(secret: Uint8Array): LinkKey {
  if (secret.length < MIN_SECRET_BYTES) throw new Defect("a link secret has 32 bytes or more");
  const mac = createHmac("sha256", secret).update("dripstack link mac").digest();
  return { id: keyId(secret), macOf: macUnder(mac) };
}
