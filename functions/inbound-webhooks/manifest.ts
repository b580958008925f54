import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "inbound-webhooks",
  sources: [{ kind: "http", routes: { "/hooks": { perSecond: 200, burst: 400 } } }],
  uses: {
    reads: ["people", "library", "index"],
    writes: ["people", "index"],
    sends: ["work"],
    secrets: ["sources", "lookup"],
    ports: ["clock", "random"],
  },
  env: NoEnvironment,
  timeoutSeconds: 29,
  memoryMb: 256,
  impact: "Events from sources are refused; most senders try again for days.",
});
