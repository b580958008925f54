import * as z from "zod/mini";
import { isMessageId } from "#shared/kernel/ids.ts";

export const message = z.string().check(z.refine(isMessageId));
export const natural = z.int().check(z.nonnegative());

/** The message, when (epoch milliseconds), and whether the user agent names a machine. */
export const engagement = { message, at: natural, machine: z.boolean() };
