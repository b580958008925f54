import * as z from "zod/mini";
import { fitsDeclared } from "#shared/audience/attributes/index.ts";
import { refusePlaceholders } from "#shared/audience/conditions/index.ts";
import type { Attributes } from "#shared/audience/profiles/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";
import { describeUnfit } from "./set-value.ts";
import type { Next, Outcome, Visit } from "./step.ts";
import { wakeAt } from "./wake-at.ts";

/** A URL to post to, checked by its text; its IP address is checked on each call. */
export const WebUrl = z.url({ protocol: /^https?$/ }).check(
  z.maxLength(2000),
  z.refine(hasNoUser, "a URL without user and password"),
  refusePlaceholders(() => "the URL is fixed: put values into `body`"),
);
/** The most attempts of a request. */
export const Attempts = z._default(z.int().check(z.gte(1), z.lte(8)), 5);

/** JSON inside JSON at most doubles it, which fits an asynchronous Lambda invocation. */
const MAX_BODY_BYTES = 100 * 1024;
/** After this long, the request or its result counts as lost. */
const OVERDUE_MS = 3 * MINUTE_MS;
/** The delay after the nth attempt. */
const PAUSES_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  8 * HOUR_MS,
  24 * HOUR_MS,
  24 * HOUR_MS,
];

type RequestOptions = { url: string; attempts: number; next: Next; otherwise?: Next };

/**
 * Stays at a step until its request has a result. Retries, under the same id, failures and requests
 * without a result. Continues to `otherwise` (default `next`) when it is refused or out of
 * attempts.
 */
export function makeRequest(
  { url, attempts, next, otherwise = next }: RequestOptions,
  { clock: now, run, contact, answer, declared }: Visit,
  content: Pick<WebhookRequest, "body" | "timeoutMs" | "map">,
): Outcome {
  const attempt = run.attempt ?? 0;
  // A late result does not shorten the waits that follow.
  const overAt = run.dueSince ?? run.arrivedAt;
  const fails = (status: string): Outcome => ({
    kind: "go",
    next: otherwise,
    decision: "request-failed",
    reason: status,
    overAt,
  });
  if (answer?.outcome === "ok") {
    const { attributes, unfit } = fitting(answer.attributes ?? {}, declared);
    const change = Object.keys(attributes).length > 0;
    const effects = change ? [{ kind: "change" as const, attributes }] : [];
    const reason = [answer.status, ...unfit.map(describeUnfit)].join("; ");
    return { kind: "go", next, decision: "request-answered", reason, effects, overAt };
  }
  if (answer?.outcome === "refused") return fails(answer.status);
  if (answer && answer.attempt === attempt) {
    if (attempt >= attempts) return fails(answer.status);
    const until = now + PAUSES_MS[attempt - 1]!;
    return { kind: "stay", until, decision: "request-again", reason: answer.status };
  }
  const wakeTime = wakeAt(run, now);
  if (attempt > 0 && wakeTime !== undefined) {
    return { kind: "stay", until: wakeTime, decision: "request" };
  }
  if (attempt >= attempts) return fails("no answer");
  if (Buffer.byteLength(content.body) > MAX_BODY_BYTES) return fails("too-large");
  const { sequence, entryKey, run: id } = run;
  const step = run.step!;
  const visit = ownValue(run.visits, step) ?? 1;
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
      origin: { contact, sequence, entryKey, run: id, step, visit },
    },
  };
}

/** The values of an answer that their attributes may hold, and the names of the others. */
function fitting(answered: Attributes, declared: Visit["declared"]) {
  const { true: fits = [], false: others = [] } = Object.groupBy(
    Object.entries(answered),
    ([name, value]) => `${fitsDeclared(declared, name, value)}`,
  );
  return { attributes: Object.fromEntries(fits), unfit: others.map(([name]) => name) };
}

function hasNoUser(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.username === "" && url.password === "";
}
