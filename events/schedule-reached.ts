import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const scheduleReached = defineEvent({
  name: "schedule.reached",
  version: 1,
  summary: "The schedule on which contacts enter a sequence was reached.",
  data: z.lazy(() => z.object({ sequence: z.string() })),
  examples: [{ sequence: "digest" }],
});
