import { createHmac } from "node:crypto";
import type { Secrets } from "#shared/ports/secrets.ts";

/**
 * The secret with which a source signs what it posts to `/hooks/{id}`, as Standard Webhooks writes it. It is
 * derived, so nothing is kept of a source, and its secret changes only with the workspace's own.
 */
export async function sourceSecret(
  { secrets }: { secrets: Secrets<"signing"> },
  id: string,
): Promise<string> {
  const key = await secrets.get("signing");
  return `whsec_${createHmac("sha256", key).update(`source:${id}`).digest("base64")}`;
}
