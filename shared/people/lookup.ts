import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { canonicalAddress } from "#shared/mail/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";

/** Made once: a hash with the bare bytes costs six times as much, nearly all of it for making this. */
const keys = new WeakMap<Uint8Array, KeyObject>();

/**
 * The key under which an address is found: a keyed hash, 128 bits, base64url. Without the workspace's
 * secret nobody can tell whose address it is, so it may outlive the person's erasure.
 */
export async function addressHash(
  { secrets }: { secrets: Secrets<"lookup"> },
  email: string,
): Promise<string> {
  const secret = await secrets.get("lookup");
  const key = keys.get(secret) ?? createSecretKey(secret);
  keys.set(secret, key);
  return createHmac("sha256", key)
    .update(canonicalAddress(email))
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}
