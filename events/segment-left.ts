import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const segmentLeft = defineEvent({
  name: "segment.left",
  version: 1,
  summary: "The contact left a segment.",
  data: z.lazy(() => z.object({ segment: z.string() })),
  examples: [{ segment: "paying" }],
});
