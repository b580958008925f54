import * as z from "zod/mini";
import { engagement } from "./engagement.ts";

const Open = z.strictObject(engagement);
export type RawOpen = z.infer<typeof Open>;

/** The pixel of a mail was fetched, by a person or a machine. */
export const RawOpenMessage = z.strictObject({ open: Open });

/** The message that notes that a mail was opened. */
export const rawOpen = (open: RawOpen): z.infer<typeof RawOpenMessage> => ({ open });
