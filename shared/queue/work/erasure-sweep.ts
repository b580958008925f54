import * as z from "zod/mini";

/** A contact that was erased, of which late writers may have left something. */
export const ErasureSweep = z.object({ erased: z.string() });

/** The message that erases what was still written of a contact after it was erased. */
export const erasureSweep = (contact: string): z.infer<typeof ErasureSweep> => ({
  erased: contact,
});
