import type { Answer, Request } from "#shared/automation/steps/index.ts";
import { requestSecrets } from "#shared/platform/settings/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import type { Web } from "#shared/ports/web.ts";
import { judgeReply } from "./judge-reply.ts";
import { headersOf } from "./sign-request.ts";

type RequestsWorld = {
  web: Web;
  queue: Queue<"work">;
  secrets: Secrets<"requests">;
  /** The receivers hold signatures to the real time. */
  clock: Clock;
};

/** Makes requests, all at once, and tells the runs that asked what became of them. */
export async function makeRequests(world: RequestsWorld, requests: Request[]): Promise<void> {
  const secrets = (await requestSecrets(world)).map(({ secret }) => secret);
  const answers = await Promise.all(requests.map((one) => makeRequest(world, secrets, one)));
  await world.queue.send(
    "work",
    answers.map((answered) => ({ body: { answered } })),
  );
}

async function makeRequest(
  { web, clock }: RequestsWorld,
  secrets: string[],
  { id, url, body, timeoutMs, attempt, asker, map }: Request,
): Promise<Answer> {
  const headers = headersOf(secrets, id, body, clock.now());
  const reply = await web.post({ url, headers, body, timeoutMs });
  return { asker, attempt, ...judgeReply(reply, map) };
}
