import * as z from "zod/mini";

const Removal = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.optional(z.string()),
});
/** A contact's runs of a sequence to end by hand: all of them without a key. */
export type Removal = z.infer<typeof Removal>;

export const RunRemoval = z.object({ removeRuns: Removal });

export const runRemoval = (removeRuns: Removal): z.infer<typeof RunRemoval> => ({ removeRuns });
