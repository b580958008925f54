import * as z from "zod/mini";

/** Which visit of which run made a request: its result is for no other. */
export const RequestOrigin = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  run: z.string(),
  step: z.string(),
  visit: z.number(),
});
export type RequestOrigin = z.infer<typeof RequestOrigin>;
