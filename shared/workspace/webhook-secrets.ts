import { createHmac } from "node:crypto";
import type { Secrets } from "#shared/ports/secrets.ts";

/** The secret with which a source signs what it posts to `/hooks/{id}`. */
export const sourceSecret = async (
  { secrets }: { secrets: Secrets<"sources"> },
  id: string,
): Promise<string> => derive(await secrets.get("sources"), `source:${id}`);

/** The secret with which we sign the requests of steps. */
export const requestSecret = async ({
  secrets,
}: {
  secrets: Secrets<"requests">;
}): Promise<string> => derive(await secrets.get("requests"), "requests");

/** As Standard Webhooks writes it. Nothing is kept of what is derived, and it changes only with the workspace's own. */
const derive = (key: Uint8Array, name: string): string =>
  `whsec_${createHmac("sha256", key).update(name).digest("base64")}`;
