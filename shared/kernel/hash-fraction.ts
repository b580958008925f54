import { digest } from "./ids.ts";

const BITS = 32;

/** A number in [0, 1) derived from the names: stable randomness without stored state. */
export function hashFraction(...names: string[]): number {
  return Buffer.from(digest(...names), "base64url").readUInt32BE(0) / 2 ** BITS;
}
