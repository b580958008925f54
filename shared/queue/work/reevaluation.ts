import * as z from "zod/mini";

/** A contact whose segments, dates and runs are to be evaluated anew. */
export const Reevaluation = z.object({ touched: z.string() });

/** The message that has a contact evaluated anew. */
export const reevaluation = (contact: string): z.infer<typeof Reevaluation> => ({
  touched: contact,
});
