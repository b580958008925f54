import { NoEnvironment } from "../runtime/environment.ts";
import { defineManifest } from "../runtime/manifest.ts";

export const manifest = defineManifest({
  name: "webhook-sender",
  // After three minutes the run retries (`shared/automation/steps/make-request.ts`).
  sources: [{ kind: "invoke", lapsesAfterSeconds: 180 }],
  uses: { reads: [], writes: [], sends: ["work"], secrets: ["requests"], ports: ["http", "clock"] },
  env: NoEnvironment,
  timeoutSeconds: 45,
  memoryMb: 256,
  impact:
    "Requests of steps are not made: runs that wait for an answer time out and take `otherwise`.",
});
