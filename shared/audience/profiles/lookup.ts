import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { canonicalAddress } from "#shared/audience/addresses/index.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import { rowNamesOf } from "./row-names.ts";

export type LookupWorld = { secrets: Secrets<"lookup"> };

/** Cached: hashing with the bare bytes takes six times as long, mostly to create the key object. */
const keys = new WeakMap<Uint8Array, KeyObject>();

/**
 * Stands for an address in links and in the program: a keyed hash (128 bits, base64url) by the
 * first `lookup` key, stable for ever. Without that key it reveals no address, so it may outlive
 * the contact's erasure. Stored rows are named by `rowNames`.
 */
export async function addressHash(world: LookupWorld, email: string): Promise<string> {
  const { keys } = await world.secrets.ring("lookup");
  return macOf(keys[0]!, canonicalAddress(email));
}

/** The row names of an address, by its `addressHash`. */
export const rowNames = async ({ secrets }: LookupWorld, hash: string) =>
  rowNamesOf(await secrets.ring("lookup"), hash, macOf);

/** A row's name under the newest key; undefined if it already has it. */
export function newestName(ring: KeyRing, name: string): string | undefined {
  const newest = rowNamesOf(ring, name, macOf).read[0]!;
  return newest === name ? undefined : newest;
}

function macOf({ bytes }: RingKey, text: string): string {
  const key = keys.get(bytes) ?? createSecretKey(bytes);
  keys.set(bytes, key);
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}
