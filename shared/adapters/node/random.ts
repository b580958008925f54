import { randomBytes } from "node:crypto";
import type { Entropy } from "#shared/ports/entropy.ts";

/** The operating system's randomness. */
export const systemEntropy: Entropy = { bytes: (count) => randomBytes(count) };
