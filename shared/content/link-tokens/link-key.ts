import { createHmac } from "node:crypto";
import { Defect } from "#shared/kernel/errors.ts";
import { type KeyRing, keyId } from "#shared/kernel/key-ring.ts";
import { type Mac, macUnder } from "./mac.ts";

/** What signs links, and the short name under which tokens refer to it. */
export type LinkKey = { id: string; macOf: Mac };

const MIN_SECRET_BYTES = 32;

/** Of the secrets in use: a batch, and a click, need theirs at once. */
const known = new WeakMap<Uint8Array, LinkKey>();

/**
 * The link key of a secret of 32 bytes or more; the same secret gives the same key. Both halves are derived, so
 * the id tells nothing of the key, and the secret may key other things under other labels.
 * @throws Defect when the secret is shorter
 */
export function linkKey(secret: Uint8Array): LinkKey {
  const key = known.get(secret) ?? deriveKey(secret);
  known.set(secret, key);
  return key;
}

/** The link keys of a ring: links that any of them signed are good. */
export const linkKeys = ({ keys }: KeyRing): LinkKey[] => keys.map(({ bytes }) => linkKey(bytes));

function deriveKey(secret: Uint8Array): LinkKey {
  if (secret.length < MIN_SECRET_BYTES) throw new Defect("a link secret has 32 bytes or more");
  const mac = createHmac("sha256", secret).update("dripstack link mac").digest();
  return { id: keyId(secret), macOf: macUnder(mac) };
}
