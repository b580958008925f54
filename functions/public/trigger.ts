import { PublicUrl } from "../environment.ts";
import { defineTrigger } from "../trigger.ts";

export const trigger = defineTrigger({
  name: "public",
  sources: [{ kind: "http", prefixes: ["/c", "/o", "/u", "/p", "/k"] }],
  uses: {
    reads: ["people", "library", "index"],
    writes: ["people", "index"],
    sends: ["feedback", "work"],
    secrets: ["signing", "lookup"],
    ports: ["clock", "place"],
  },
  env: PublicUrl,
  timeoutSeconds: 15,
  memoryMb: 256,
  impact: "Links in mails and unsubscribing do not work: readers see errors.",
});
