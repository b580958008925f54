import type { World } from "#functions/runtime/world.ts";
import { listKeys, newKey, setInstallationKey } from "#shared/platform/access/index.ts";

/**
 * Ensures an admin key: the configured one replaces its predecessor; without one, a new key is
 * created if none exists. Returns the key only when it was created now.
 */
export async function ensureAdminKey(
  world: World,
  configured: string | undefined,
): Promise<string | undefined> {
  const createdAt = world.clock.now();
  if (configured !== undefined) {
    await setInstallationKey(world, configured, {
      name: "configured",
      scopes: ["admin"],
      createdAt,
    });
    return undefined;
  }
  if ((await listKeys(world, { limit: 1 })).items.length > 0) return undefined;
  const key = newKey(world.random);
  await setInstallationKey(world, key, { name: "first", scopes: ["admin"], createdAt });
  return key;
}
