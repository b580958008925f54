import * as z from "zod/mini";

/** An erased contact, of which late writers may have left rows. */
export const ErasureSweep = z.object({ erased: z.string() });

/** Erases rows written after the contact's erasure. */
export const erasureSweep = (contact: string): z.infer<typeof ErasureSweep> => ({
  erased: contact,
});
