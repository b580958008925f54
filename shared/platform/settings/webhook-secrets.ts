import { createHmac } from "node:crypto";
import type { Secrets } from "#shared/ports/secrets.ts";

/** A secret as Standard Webhooks writes it, and the id of the key that it is derived from. */
export type WebhookSecret = { id: string; secret: string };

/**
 * The secrets with which we sign the requests of steps, the current one first. Each request bears a
 * signature by every one of them, so that receivers may change theirs when they like.
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

/**
 * What of a key belongs to a name: who knows it knows neither the key nor what belongs to another
 * name.
 */
export const deriveSecret = (key: Uint8Array, name: string): string =>
  `whsec_${createHmac("sha256", key).update(name).digest("base64")}`;
