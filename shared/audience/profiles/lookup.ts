import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import { rowNamesOf } from "./row-names.ts";

export type LookupWorld = { secrets: Secrets<"lookup"> };

/** Made once: a hash with the bare bytes costs six times as much, nearly all of it for making this. */
const keys = new WeakMap<Uint8Array, KeyObject>();

/**
 * What stands for an address in links and in the program: a keyed hash, 128 bits, base64url, by the
 * first key of `lookup`, the same for ever. Without that key nobody can tell whose address it is,
 * so it may outlive the person's erasure. What is stored of an address stands under `rowNames` of
 * it.
 */
export async function addressHash(world: LookupWorld, email: string): Promise<string> {
  const { keys } = await world.secrets.ring("lookup");
  return macOf(keys[0]!, canonicalAddress(email));
}

/** Under what an address is stored, by its `addressHash`. */
export const rowNames = async ({ secrets }: LookupWorld, hash: string) =>
  rowNamesOf(await secrets.ring("lookup"), hash, macOf);

/**
 * The name by the newest key of a row that has an older one; undefined for one that has the newest.
 */
export function newestName(ring: KeyRing, name: string): string | undefined {
  const newest = rowNamesOf(ring, name, macOf).read[0]!;
  return newest === name ? undefined : newest;
}

function macOf({ bytes }: RingKey, text: string): string {
  const key = keys.get(bytes) ?? createSecretKey(bytes);
  keys.set(bytes, key);
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}
