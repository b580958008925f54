import * as z from "zod/mini";

/** A contact whose segments, dates and runs are reevaluated. */
export const Reevaluation = z.object({ touched: z.string() });

export const reevaluation = (contact: string): z.infer<typeof Reevaluation> => ({
  touched: contact,
});
