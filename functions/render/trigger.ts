import { Nothing } from "../environment.ts";
import { defineTrigger } from "../trigger.ts";

export const trigger = defineTrigger({
  name: "render",
  sources: [{ kind: "invoke" }, { kind: "awake", everyHours: 24 }],
  uses: { reads: [], writes: [], sends: [], secrets: [], ports: [] },
  env: Nothing,
  timeoutSeconds: 30,
  memoryMb: 1024,
  impact: "Templates can not be saved and no mail can be composed.",
});
