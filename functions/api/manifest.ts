import { ApiUrls } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "api",
  // The account's owner invokes it to create the first key.
  sources: [
    { kind: "http", routes: { "/v1": { perSecond: 1_000, burst: 2_000 } } },
    { kind: "invoke" },
  ],
  uses: {
    reads: ["people", "library", "index", "due", "stats", "rate", "keys"],
    writes: ["people", "library", "index", "due", "rate", "stats", "keys"],
    sends: ["work", "deliver-now", "deliver"],
    secrets: ["requests", "sources", "lookup"],
    ports: ["renderer", "clock", "random", "runtime", "deadLetters", "traces"],
  },
  env: ApiUrls,
  timeoutSeconds: 29,
  memoryMb: 512,
  impact: "The API does not answer: events and changes are refused; mail still leaves.",
});
