import * as z from "zod/mini";
import { engagement } from "./engagement.ts";

const Open = z.strictObject(engagement);
export type RawOpen = z.infer<typeof Open>;

/** The tracking pixel was fetched, by a contact or a bot. */
export const RawOpenMessage = z.strictObject({ open: Open });

export const rawOpen = (open: RawOpen): z.infer<typeof RawOpenMessage> => ({ open });
