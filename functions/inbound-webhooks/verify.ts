import { Webhook } from "standardwebhooks";
import { Denied } from "#shared/kernel/errors.ts";
import { type Source, secretOf } from "#shared/platform/sources/index.ts";
import type { Secrets } from "#shared/ports/secrets.ts";

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"];

/**
 * Checks a body's Standard Webhooks signature against each of the source's secrets. The library
 * uses the system clock for the five minutes that a signature is valid, also where ours is moved.
 * @throws Denied for any fault
 */
export async function verify(
  world: { secrets: Secrets<"sources"> },
  source: Source,
  text: string,
  headers: Record<string, string | undefined>,
): Promise<void> {
  const signature = Object.fromEntries(HEADERS.map((name) => [name, headers[name] ?? ""]));
  const ring = await world.secrets.ring("sources");
  const secrets = source.secrets.flatMap((one) => secretOf(source.id, one, ring) ?? []);
  if (secrets.some((secret) => isSignedWith(secret, text, signature))) return;
  throw new Denied(
    "the signature is missing, wrong, or more than five minutes off: check the secret and the sender's clock",
    false,
  );
}

function isSignedWith(secret: string, text: string, signature: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(text, signature, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}
