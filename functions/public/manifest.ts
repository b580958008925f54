import { PublicUrl } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "public",
  sources: [
    {
      kind: "http",
      routes: {
        "/c": { perSecond: 1_000, burst: 2_000 },
        "/o": { perSecond: 1_000, burst: 2_000 },
        // Mailbox providers unsubscribe whole mailings at once, and must get through.
        "/u": { perSecond: 500, burst: 1_000 },
        "/p": { perSecond: 100, burst: 200 },
        "/k": { perSecond: 50, burst: 100 },
      },
    },
  ],
  uses: {
    reads: ["people", "library", "index"],
    writes: ["people", "index"],
    sends: ["feedback", "work"],
    secrets: ["signing", "lookup"],
    ports: ["clock", "runtime"],
  },
  env: PublicUrl,
  timeoutSeconds: 15,
  memoryMb: 256,
  impact: "Links in mails and unsubscribing do not work: readers see errors.",
});
