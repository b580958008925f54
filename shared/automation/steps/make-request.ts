import * as z from "zod/mini";
import { refusePlaceholders } from "#shared/audience/conditions/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";
import type { Next, Outcome, Visit } from "./step.ts";
import { wakeAt } from "./wake-at.ts";

/** An address to post to, as far as its text shows; where it leads is looked at when it is called. */
export const WebUrl = z.url({ protocol: /^https?$/ }).check(
  z.maxLength(2000),
  z.refine(hasNoUser, "an address without a user or a password"),
  refusePlaceholders(() => "an address is called as it stands; what changes goes into `body`"),
);
/** How often a request is made at most. */
export const Attempts = z._default(z.int().check(z.gte(1), z.lte(8)), 5);

/** Of a body: as JSON in JSON it becomes twice that at most, which fits an asynchronous invocation of Lambda. */
const MAX_BODY_BYTES = 100 * 1024;
/** An answer this late was lost, or the request was. */
const OVERDUE_MS = 3 * MINUTE_MS;
/** How long after the nth attempt the next follows. */
const PAUSES_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];

type Ask = { url: string; attempts: number; next: Next; otherwise?: Next };

/**
 * Stays on a step until its request was answered: asks, and asks again after failures and where no answer came, always
 * under the same id. Goes on to `otherwise` (else `next`) when it is refused or was tried often enough.
 */
export function makeRequest(
  { url, attempts, next, otherwise = next }: Ask,
  { clock: now, run, contact, answer }: Visit,
  content: Pick<WebhookRequest, "body" | "timeoutMs" | "map">,
): Outcome {
  const attempt = run.attempt ?? 0;
  // An answer takes nothing from the days that follow it.
  const overAt = run.dueSince ?? run.arrivedAt;
  const fails = (status: string): Outcome => ({
    kind: "go",
    next: otherwise,
    decision: "request-failed",
    reason: status,
    overAt,
  });
  if (answer?.outcome === "ok") {
    const { attributes = {}, status } = answer;
    const change = Object.keys(attributes).length > 0;
    const effects = change ? [{ kind: "change" as const, attributes }] : [];
    return { kind: "go", next, decision: "request-answered", reason: status, effects, overAt };
  }
  if (answer?.outcome === "refused") return fails(answer.status);
  if (answer && answer.attempt === attempt) {
    if (attempt >= attempts) return fails(answer.status);
    const until = now + PAUSES_MS[attempt - 1]!;
    return { kind: "stay", until, decision: "request-again", reason: answer.status };
  }
  const armed = wakeAt(run, now);
  if (attempt > 0 && armed !== undefined) {
    return { kind: "stay", until: armed, decision: "request" };
  }
  if (attempt >= attempts) return fails("no answer");
  if (Buffer.byteLength(content.body) > MAX_BODY_BYTES) return fails("too-large");
  const { sequence, entryKey, run: id } = run;
  const step = run.step!;
  const visit = run.visits[step] ?? 1;
  return {
    kind: "stay",
    until: now + OVERDUE_MS,
    decision: "request",
    reason: `attempt ${attempt + 1}`,
    request: {
      ...content,
      id: `msg_${digest(id, step, visit)}`,
      url,
      attempt: attempt + 1,
      asker: { contact, sequence, entryKey, run: id, step, visit },
    },
  };
}

function hasNoUser(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === "" && url.password === "";
}
