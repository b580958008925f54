import * as z from "zod/mini";
import { isPlainValue, type PlainValue } from "#shared/kernel/plain-value.ts";
import { RequestOrigin } from "../request-origin.ts";

/** The result of a request, for the run that made it. */
const Result = z.object({
  asker: RequestOrigin,
  attempt: z.number(),
  /** `retry` may succeed later; `refused` will not. */
  outcome: z.enum(["ok", "retry", "refused"]),
  /** The HTTP status, or the failure in a word. */
  status: z.string(),
  attributes: z.optional(z.record(z.string(), z.custom<PlainValue>(isPlainValue))),
});
export type WebhookResult = z.infer<typeof Result>;

export const WebhookResultMessage = z.object({ answered: Result });

export const webhookResult = (answered: WebhookResult): z.infer<typeof WebhookResultMessage> => ({
  answered,
});
