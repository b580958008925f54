import { Unavailable } from "#shared/kernel/errors.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { WebhookDispatcher } from "#shared/ports/webhook-dispatcher.ts";
import { MAX_REQUESTS, type WebhookRequest, webhookCalls } from "#shared/queue/index.ts";
import { batches } from "../batches.ts";
import type { CallService } from "../service-call.ts";

/** The payload limit of an asynchronous invocation is 256 KB. */
const CALL_LIMITS = { count: MAX_REQUESTS, bytes: 240_000 };
const CALL_WIDTH = 5;
const CALL_MS = 5_000;

/**
 * The `WebhookDispatcher` port: invokes `webhook-sender` without waiting
 * (docs/decisions/0009-requests.md).
 */
export class LambdaWebhookDispatcher implements WebhookDispatcher<WebhookRequest> {
  readonly #call: CallService;
  readonly #path: string;

  constructor(call: CallService, functionName: string) {
    this.#call = call;
    this.#path = `/2015-03-31/functions/${functionName}/invocations`;
  }

  call = async (all: WebhookRequest[]): Promise<void> => {
    const bytesOf = (request: WebhookRequest) => Buffer.byteLength(JSON.stringify(request)) + 1;
    await mapConcurrently(batches(all, CALL_LIMITS, bytesOf), CALL_WIDTH, (requests) =>
      this.#invoke(requests),
    );
  };

  async #invoke(requests: WebhookRequest[]): Promise<void> {
    const { status } = await this.#call({
      service: "lambda",
      path: this.#path,
      headers: { "content-type": "application/json", "x-amz-invocation-type": "Event" },
      body: JSON.stringify(webhookCalls(requests)),
      timeoutMs: CALL_MS,
    });
    if (status !== 202)
      throw new Unavailable(`the webhook-sender function was not invoked: status ${status}`);
  }
}
