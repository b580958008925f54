import { PublicUrl } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "deliver",
  sources: [
    { kind: "queue", queue: "deliver-now", batchSize: 10, maxConcurrency: 5 },
    { kind: "queue", queue: "deliver", batchSize: 10, maxConcurrency: 20 },
  ],
  uses: {
    reads: ["people", "library", "index", "due", "rate"],
    writes: ["people", "index", "due", "rate", "stats"],
    sends: ["deliver", "deliver-now"],
    secrets: ["signing", "lookup"],
    ports: ["mailer", "renderer", "clock", "random", "runtime"],
  },
  env: PublicUrl,
  timeoutSeconds: 120,
  memoryMb: 512,
  impact: "No mail leaves; it waits and leaves afterwards, unless it has become too old.",
});
