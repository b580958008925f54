import * as z from "zod/mini";

/** A contact whose segments, dates and runs are reevaluated. */
export const Reevaluation = z.object({ reevaluate: z.string() });

export const reevaluation = (contact: string): z.infer<typeof Reevaluation> => ({
  reevaluate: contact,
});
