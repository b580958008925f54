import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const segmentEntered = defineEvent({
  name: "segment.entered",
  version: 1,
  summary: "The contact entered a segment.",
  data: z.lazy(() => z.object({ segment: z.string() })),
  examples: [{ segment: "paying" }],
});
