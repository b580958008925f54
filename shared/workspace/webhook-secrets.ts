import { createHmac } from "node:crypto";
import type { Secrets } from "#shared/ports/secrets.ts";

type SecretsWorld = { secrets: Secrets<"signing"> };

/** The secret with which a source signs what it posts to `/hooks/{id}`. */
export const sourceSecret = (world: SecretsWorld, id: string): Promise<string> =>
  derive(world, `source:${id}`);

/** The secret with which we sign the requests of steps. */
export const requestSecret = (world: SecretsWorld): Promise<string> => derive(world, "requests");

/** As Standard Webhooks writes it. Nothing is kept of what is derived, and it changes only with the workspace's own. */
async function derive({ secrets }: SecretsWorld, name: string): Promise<string> {
  const key = await secrets.get("signing");
  return `whsec_${createHmac("sha256", key).update(name).digest("base64")}`;
}
