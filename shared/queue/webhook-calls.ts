import * as z from "zod/mini";
import { RequestOrigin } from "./request-origin.ts";

/** Made at once, so that the slowest of them bounds the invocation. */
export const MAX_REQUESTS = 25;
/** The longest that a step may wait for an answer. */
const MAX_TIMEOUT_MS = 30_000;

/**
 * A signed HTTP POST. Its id is the same for every attempt, so that the receiver can tell a
 * repetition.
 */
const WebhookRequest = z.object({
  id: z.string(),
  url: z.string(),
  body: z.string(),
  timeoutMs: z.number().check(z.gte(1), z.lte(MAX_TIMEOUT_MS)),
  attempt: z.number(),
  asker: RequestOrigin,
  /** Attribute → where its value stands in the JSON response (`data.score`). */
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
