import * as z from "zod/mini";
import { engagement, natural } from "./engagement.ts";

const Click = z.strictObject({ ...engagement, link: natural });
export type RawClick = z.infer<typeof Click>;

/** A link was followed, by a contact or a bot. */
export const RawClickMessage = z.strictObject({ click: Click });

export const rawClick = (click: RawClick): z.infer<typeof RawClickMessage> => ({ click });
