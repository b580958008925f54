import * as z from "zod/mini";
import { defineEvent } from "./event.ts";

export const dateReached = defineEvent({
  name: "date.reached",
  version: 1,
  summary: "A date of the contact was reached on which it enters a sequence.",
  data: z.lazy(() => z.object({ sequence: z.string(), attribute: z.string(), value: z.unknown() })),
  examples: [{ sequence: "renewal", attribute: "renews_on", value: "2026-03-01" }],
});
