import { SECOND_MS } from "#shared/kernel/time.ts";
import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

/**
 * On AWS, runs due within this time are processed as one batch (docs/decisions/0004-batches.md).
 */
export const TOGETHER_MS = 20 * SECOND_MS;

export const manifest = defineManifest({
  name: "tick",
  sources: [{ kind: "schedule", everyMinutes: 1 }],
  uses: {
    reads: ["due", "rate"],
    writes: ["due", "rate"],
    sends: ["work", "feedback"],
    secrets: [],
    ports: ["clock", "deadLetters", "backlog", "quota"],
  },
  env: NoEnvironment,
  timeoutSeconds: 55,
  memoryMb: 256,
  impact: "Nothing becomes due: waiting runs stay where they are and catch up afterwards.",
});
