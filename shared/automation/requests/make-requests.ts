import { requestSecrets } from "#shared/platform/settings/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { HttpClient } from "#shared/ports/http-client.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import {
  type Queue,
  type WebhookRequest,
  type WebhookResult,
  webhookResult,
} from "#shared/queue/index.ts";
import { readWebhookResult } from "./read-webhook-result.ts";
import { headersOf } from "./sign-request.ts";

type RequestsWorld = {
  http: HttpClient;
  queue: Queue<"work">;
  secrets: Secrets<"requests">;
  /** Receivers check signatures against the real time. */
  clock: Clock;
};

/** Makes requests concurrently, and reports each result to the run that made it. */
export async function makeRequests(
  world: RequestsWorld,
  requests: WebhookRequest[],
): Promise<void> {
  const secrets = (await requestSecrets(world)).map(({ secret }) => secret);
  const results = await Promise.all(requests.map((one) => makeRequest(world, secrets, one)));
  await world.queue.send(
    "work",
    results.map((result) => ({ body: webhookResult(result) })),
  );
}

async function makeRequest(
  { http, clock }: RequestsWorld,
  secrets: string[],
  { id, url, body, timeoutMs, attempt, origin, map }: WebhookRequest,
): Promise<WebhookResult> {
  const headers = headersOf(secrets, id, body, clock.now());
  const reply = await http.post({ url, headers, body, timeoutMs });
  return { origin, attempt, ...readWebhookResult(reply, map) };
}
