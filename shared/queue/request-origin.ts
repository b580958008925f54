import * as z from "zod/mini";

/** The visit of a run that made a request: its result is for no other. */
export const RequestOrigin = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.string(),
  run: z.string(),
  step: z.string(),
  visit: z.number(),
});
export type RequestOrigin = z.infer<typeof RequestOrigin>;
