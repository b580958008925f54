import { Nothing } from "../environment.ts";
import { defineTrigger } from "../trigger.ts";

export const trigger = defineTrigger({
  name: "tick",
  sources: [{ kind: "schedule", everyMinutes: 1 }],
  uses: {
    reads: ["due"],
    writes: ["due"],
    sends: ["work", "feedback"],
    ports: ["clock", "deadLetters"],
  },
  env: Nothing,
  timeoutSeconds: 55,
  memoryMb: 256,
  impact: "Nothing becomes due: waiting people stay where they are and catch up afterwards.",
});
