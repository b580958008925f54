import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "render",
  sources: [{ kind: "invoke" }, { kind: "awake", everyHours: 24 }],
  uses: { reads: [], writes: [], sends: [], secrets: [], ports: [] },
  env: NoEnvironment,
  // A batch has a second of CPU time. `deliver` waits out a batch that hangs, then retries each
  // mail.
  timeoutSeconds: 10,
  memoryMb: 1024,
  impact: "Templates can not be saved and no mail can be composed.",
});
