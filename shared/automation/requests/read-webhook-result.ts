import type { HttpFailure, HttpReply } from "#shared/ports/http-client.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { pickValues } from "./pick-values.ts";

type Reading = Pick<WebhookResult, "outcome" | "status" | "attributes">;

/** Statuses below 500 that ask for a retry: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4. */
const LATER = [408, 425, 429];
/** No retry reaches an address that we never call. */
const FINAL: readonly HttpFailure[] = ["private", "insecure"];

/**
 * What a reply means for the run, and the values that `map` takes from it (attribute → path in the
 * JSON).
 */
export function readWebhookResult(reply: HttpReply, map?: Record<string, string>): Reading {
  if ("failed" in reply) {
    return { outcome: FINAL.includes(reply.failed) ? "refused" : "retry", status: reply.failed };
  }
  const { status, text } = reply;
  if (status >= 200 && status < 300) return succeeded(String(status), text, map);
  if (status >= 300 && status < 400) return { outcome: "refused", status: "redirect" };
  const isLater = status >= 500 || LATER.includes(status);
  return { outcome: isLater ? "retry" : "refused", status: String(status) };
}

/** Without a map the body is not needed. */
function succeeded(
  status: string,
  text: string | undefined,
  map: Record<string, string> | undefined,
): Reading {
  if (map === undefined) return { outcome: "ok", status };
  if (text === undefined) return { outcome: "refused", status: "too-large" };
  return { outcome: "ok", status, attributes: pickValues(text, map) };
}
