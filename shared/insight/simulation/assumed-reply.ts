import type { WebhookRequest, WebhookResult } from "#shared/queue/index.ts";
import type { AssumedReply } from "./occurrence.ts";

const NOT_CALLED = "not called in a simulation: taken as answered";

/** The assumed result of a step's request; undefined when it stays without one. */
export function answerOf(
  { origin, attempt }: WebhookRequest,
  replies: AssumedReply[] | undefined,
  before: number,
): WebhookResult | undefined {
  const reply = replies?.[before] ?? replies?.at(-1) ?? { outcome: "ok" as const };
  if (reply.outcome === "silent") return undefined;
  const { outcome, status = replies ? outcome : NOT_CALLED, attributes } = reply;
  return { origin, attempt, outcome, status, ...(attributes && { attributes }) };
}
