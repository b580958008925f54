import * as z from "zod/mini";
import { message } from "./engagement.ts";

/** A mail whose clicks are old enough to tell a person's from a machine's. */
export const DetectBots = z.strictObject({ detectBots: z.strictObject({ message }) });

/** The message that has the clicks of a mail told apart. */
export const detectBots = (id: string): z.infer<typeof DetectBots> => ({
  detectBots: { message: id },
});
