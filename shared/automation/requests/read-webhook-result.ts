import type { HttpFailure, HttpReply } from "#shared/ports/http-client.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { pickValues } from "./pick-values.ts";

type Judged = Pick<WebhookResult, "outcome" | "status" | "attributes">;

/** Statuses below 500 with which a server asks to be called later: RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4. */
const LATER = [408, 425, 429];
/** No other attempt reaches an address that we call nobody at. */
const FINAL: readonly HttpFailure[] = ["private", "insecure"];

/** What a reply means for the run that asked, and what `map` takes from it: attribute → path in the JSON. */
export function readWebhookResult(reply: HttpReply, map?: Record<string, string>): Judged {
  if ("failed" in reply) {
    return { outcome: FINAL.includes(reply.failed) ? "refused" : "retry", status: reply.failed };
  }
  const { status, text } = reply;
  if (status >= 200 && status < 300) return answered(String(status), text, map);
  if (status >= 300 && status < 400) return { outcome: "refused", status: "redirect" };
  const isLater = status >= 500 || LATER.includes(status);
  return { outcome: isLater ? "retry" : "refused", status: String(status) };
}

/** Whoever asks for nothing of the answer need not read it. */
function answered(
  status: string,
  text: string | undefined,
  map: Record<string, string> | undefined,
): Judged {
  if (map === undefined) return { outcome: "ok", status };
  if (text === undefined) return { outcome: "refused", status: "too-large" };
  return { outcome: "ok", status, attributes: pickValues(text, map) };
}
