import * as z from "zod/mini";

const Removal = z.object({
  contact: z.string(),
  sequence: z.string(),
  entryKey: z.optional(z.string()),
});
/** The runs of a contact through a sequence that are to end: all of them where no key is named. */
export type Removal = z.infer<typeof Removal>;

export const RunRemoval = z.object({ removed: Removal });

/** The message that ends runs by hand. */
export const runRemoval = (removed: Removal): z.infer<typeof RunRemoval> => ({ removed });
