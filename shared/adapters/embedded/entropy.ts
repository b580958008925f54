import { randomBytes } from "node:crypto";
import type { Entropy } from "#shared/ports/entropy.ts";

export const machineEntropy: Entropy = { bytes: (count) => randomBytes(count) };
