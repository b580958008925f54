import { createHmac } from "node:crypto";
import { canonicalAddress } from "#shared/mail/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";

/**
 * The key under which an address is found: a keyed hash, 128 bits, base64url. Without the workspace's
 * secret nobody can tell whose address it is, so it may outlive the person's erasure.
 */
export async function addressHash(
  { secrets }: { secrets: Secrets },
  email: string,
): Promise<string> {
  const key = await secrets.get("lookup");
  return createHmac("sha256", key)
    .update(canonicalAddress(email))
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}
