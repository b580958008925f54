import { randomBytes } from "node:crypto";
import type { Random } from "#shared/ports/random.ts";

/** The operating system's randomness. */
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
