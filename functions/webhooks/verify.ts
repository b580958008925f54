import { Webhook } from "standardwebhooks";
import { Denied } from "#shared/kernel/errors.ts";
import type { Secrets } from "#shared/ports/secrets.ts";
import { sourceSecret } from "#shared/workspace/index.ts";

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"];

/**
 * Checks the signature of Standard Webhooks over a body that `source` posted. The library reads the machine's
 * clock for the five minutes that a signature lives: a sender has no other, even where ours may be moved.
 * @throws Denied, whatever is wrong
 */
export async function verify(
  world: { secrets: Secrets<"sources"> },
  source: string,
  text: string,
  headers: Record<string, string | undefined>,
): Promise<void> {
  const signed = Object.fromEntries(HEADERS.map((name) => [name, headers[name] ?? ""]));
  const webhook = new Webhook(await sourceSecret(world, source));
  try {
    webhook.verify(text, signed, { jsonParse: false });
  } catch {
    throw new Denied("the signature is missing, wrong, or older than five minutes", false);
  }
}
