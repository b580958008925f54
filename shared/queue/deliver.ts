import * as z from "zod/mini";
import { isMessageId } from "#shared/kernel/ids.ts";
import { parserOf } from "./parser-of.ts";

/** More than any producer sends at once. */
const MAX_MAILS = 100;

/** Ids of messages ready to send: all that the deliver queues carry. */
const DeliverMessage = z.object({
  mails: z.array(z.string().check(z.refine(isMessageId))).check(z.maxLength(MAX_MAILS)),
});
export type DeliverMessage = z.infer<typeof DeliverMessage>;

export const parseDeliverMessage = parserOf("deliver", DeliverMessage);

export const deliverMails = (mails: string[]): DeliverMessage => ({ mails });
