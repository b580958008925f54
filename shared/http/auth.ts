import { Denied } from "#shared/kernel/errors.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { checkKey, KEY_TEXT, type KeyInfo, type Scope } from "#shared/workspace/index.ts";

/** Of any length that a header may have. */
const BEARER = new RegExp(`^Bearer +(${KEY_TEXT})$`, "i");

/**
 * Who asks, by the `Authorization` header.
 * @throws Denied (unknown) without a key that we know, Denied (known) when the key may not do this
 */
export async function authorize(
  world: { table: TableReader<"keys"> },
  header: string | undefined,
  needed: Scope,
): Promise<KeyInfo> {
  const key = BEARER.exec(header ?? "")?.[1];
  if (!key) throw new Denied("send `Authorization: Bearer KEY`", false);
  const caller = await checkKey(world, key);
  if (!caller.scopes.includes("admin") && !caller.scopes.includes(needed)) {
    throw new Denied(`this key needs the scope "${needed}"`);
  }
  return caller;
}
