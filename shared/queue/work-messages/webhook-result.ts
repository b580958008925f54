import * as z from "zod/mini";
import { isPlainValue, type PlainValue } from "#shared/kernel/plain-value.ts";
import { RequestOrigin } from "../request-origin.ts";

/** The result of a request, for the run that made it. */
const Result = z.object({
  origin: RequestOrigin,
  attempt: z.number(),
  /** `retry` may succeed later; `refused` will not. */
  outcome: z.enum(["ok", "retry", "refused"]),
  /** The HTTP status, or the failure in a word. */
  status: z.string(),
  attributes: z.optional(z.record(z.string(), z.custom<PlainValue>(isPlainValue))),
});
export type WebhookResult = z.infer<typeof Result>;

export const WebhookResultMessage = z.object({ webhookResult: Result });

export const webhookResult = (result: WebhookResult): z.infer<typeof WebhookResultMessage> => ({
  webhookResult: result,
});
