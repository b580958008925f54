import { Webhook } from "standardwebhooks";
import { Denied } from "#shared/kernel/errors.ts";
import { type Source, secretOf } from "#shared/platform/sources/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"];

/**
 * Checks the signature of Standard Webhooks over a body that `source` posted, by any of its
 * secrets. The library reads the machine's clock for the five minutes that a signature lives: a
 * sender has no other, even where ours may be moved.
 * @throws Denied, whatever is wrong
 */
export async function verify(
  world: { secrets: Secrets<"sources"> },
  source: Source,
  text: string,
  headers: Record<string, string | undefined>,
): Promise<void> {
  const signed = Object.fromEntries(HEADERS.map((name) => [name, headers[name] ?? ""]));
  const ring = await world.secrets.ring("sources");
  const secrets = source.secrets.flatMap((one) => secretOf(source.id, one, ring) ?? []);
  if (secrets.some((secret) => isSignedWith(secret, text, signed))) return;
  throw new Denied(
    "the signature is missing, wrong, or more than five minutes off: check the secret and the sender's clock",
    false,
  );
}

function isSignedWith(secret: string, text: string, signed: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(text, signed, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}
