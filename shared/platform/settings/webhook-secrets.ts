import { createHmac } from "node:crypto";
import type { Secrets } from "#shared/ports/secrets.ts";

/** A secret in the form of Standard Webhooks, and the id of its key. */
export type WebhookSecret = { id: string; secret: string };

/**
 * The secrets that sign webhook steps, current first. Each request carries a signature by every
 * one, so receivers can rotate at any time.
 */
export async function requestSecrets({
  secrets,
}: {
  secrets: Secrets<"requests">;
}): Promise<[WebhookSecret, ...WebhookSecret[]]> {
  const { current, keys } = await secrets.ring("requests");
  const others = keys.filter(({ id }) => id !== current.id).toReversed();
  const derived = ({ id, bytes }: typeof current) => ({
    id,
    secret: deriveSecret(bytes, "requests"),
  });
  return [derived(current), ...others.map(derived)];
}

/** Derives a name's secret from a key: it reveals neither the key nor other names' secrets. */
export const deriveSecret = (key: Uint8Array, name: string): string =>
  `whsec_${createHmac("sha256", key).update(name).digest("base64")}`;
