import * as z from "zod/mini";
import { engagement, natural } from "./engagement.ts";

const Click = z.strictObject({ ...engagement, link: natural });
export type RawClick = z.infer<typeof Click>;

/** A link was followed, by a person or a machine. */
export const RawClickMessage = z.strictObject({ hit: Click });

/** The message that notes that a link was followed. */
export const rawClick = (hit: RawClick): z.infer<typeof RawClickMessage> => ({ hit });
