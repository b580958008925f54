import * as z from "zod/mini";
import { RequestOrigin } from "./request-origin.ts";

/** Sent concurrently, so that the slowest bounds the invocation. */
export const MAX_REQUESTS = 25;
/** The longest timeout of a webhook step. */
const MAX_TIMEOUT_MS = 30_000;

/** A signed HTTP POST. All attempts share its id, so that the receiver can recognise a repeat. */
const WebhookRequest = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  timeoutMs: z.number().check(z.gte(1), z.lte(MAX_TIMEOUT_MS)),
  attempt: z.number(),
  origin: RequestOrigin,
  /** Attribute → path of its value in the JSON response (`data.score`). */
  map: z.optional(z.record(z.string(), z.string())),
});
export type WebhookRequest = z.infer<typeof WebhookRequest>;

/** What `webhook-sender` is invoked with. */
export const WebhookCalls = z.object({
  requests: z.array(WebhookRequest).check(z.maxLength(MAX_REQUESTS)),
});

/** The payload of an invocation of `webhook-sender`, for at most {@link MAX_REQUESTS} requests. */
export const webhookCalls = (requests: WebhookRequest[]): z.infer<typeof WebhookCalls> => ({
  requests,
});
