import type { World } from "#shared/ports/world.ts";
import { addKey, listKeys, newKey } from "#shared/workspace/index.ts";

/**
 * Makes sure that somebody can come in: the configured key is valid, or a key is made when there is none yet.
 * Returns the key only when it was made now.
 */
export async function ensureAdminKey(
  world: World,
  configured: string | undefined,
): Promise<string | undefined> {
  const createdAt = world.clock.now();
  if (configured !== undefined) {
    await addKey(world, configured, { name: "configured", scopes: ["admin"], createdAt });
    return undefined;
  }
  if ((await listKeys(world, { limit: 1 })).items.length > 0) return undefined;
  const key = newKey(world.entropy);
  await addKey(world, key, { name: "first", scopes: ["admin"], createdAt });
  return key;
}
