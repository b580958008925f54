import type { World } from "#functions/runtime/world.ts";
import { listKeys, newKey, setInstallationKey } from "#shared/platform/access/index.ts";

/**
 * Makes sure that there is an admin key: the configured one, in place of the one before it, or a
 * new one when there is no key yet. Returns the key only when it was made now.
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
