import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "feedback",
  sources: [
    { kind: "queue", queue: "feedback", batchSize: 50, maxConcurrency: 20, windowSeconds: 20 },
    { kind: "stream", windowSeconds: 60 },
  ],
  uses: {
    reads: ["people", "library", "index", "due", "rate"],
    writes: ["people", "index", "due", "rate", "stats"],
    sends: ["work", "deliver", "deliver-now", "feedback"],
    secrets: ["lookup"],
    ports: ["clock", "bus"],
  },
  env: NoEnvironment,
  timeoutSeconds: 60,
  memoryMb: 256,
  impact: "Bounces and complaints are not taken in: stop sending until they are.",
});
