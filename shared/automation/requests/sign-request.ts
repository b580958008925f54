import { Webhook } from "standardwebhooks";

/**
 * The headers of a request, signed with each of `secrets` as Standard Webhooks defines; `now` is in
 * epoch milliseconds.
 */
export function headersOf(secrets: string[], id: string, body: string, now: number) {
  return {
    "content-type": "application/json",
    "user-agent": "Dripstack",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now / 1000)),
    "webhook-signature": secrets
      .map((secret) => new Webhook(secret).sign(id, new Date(now), body))
      .join(" "),
  };
}
