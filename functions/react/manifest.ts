import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "react",
  sources: [{ kind: "queue", queue: "work", batchSize: 25, maxConcurrency: 20, windowSeconds: 20 }],
  uses: {
    reads: ["people", "library", "index", "due", "rate", "stats"],
    writes: ["people", "index", "due", "stats", "rate"],
    sends: ["work", "deliver", "deliver-now"],
    secrets: ["lookup"],
    ports: ["webhooks", "clock", "traces", "scan"],
  },
  env: NoEnvironment,
  timeoutSeconds: 60,
  memoryMb: 512,
  impact: "Events are kept but no run advances; they are worked through afterwards.",
});
