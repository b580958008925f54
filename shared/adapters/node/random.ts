import { randomBytes } from "node:crypto";
import type { Random } from "#shared/ports/random.ts";

/** One call costs 5 µs, however few bytes it asks for. */
const POOL_BYTES = 4_096;
let pool = new Uint8Array();

/** The operating system's randomness, drawn ahead; each byte is given out once. */
export const systemRandom: Random = {
  bytes: (count) => {
    if (pool.length < count) pool = randomBytes(Math.max(count, POOL_BYTES));
    const drawn = pool.subarray(0, count);
    pool = pool.subarray(count);
    return drawn;
  },
};
