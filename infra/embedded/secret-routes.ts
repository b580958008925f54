import { randomBytes } from "node:crypto";
import type { FolderSecrets } from "#shared/adapters/embedded/secrets.ts";
import { defineRoute, noContent, ok, type Route } from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { addKey, dropKey, SECRET_BYTES } from "#shared/kernel/key-ring.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { ROTATING, SECRETS, type SecretName } from "#shared/ports/secrets.ts";
import type { World } from "#shared/ports/world.ts";

/** The process alone knows its data folder; a deployed API may not write its secrets, nor list them. */
export function secretRoutes(secrets: FolderSecrets, clock: Clock): Route<World>[] {
  const show = async (secret: SecretName) => {
    const { current, keys } = await secrets.ring(secret);
    return {
      secret,
      keys: keys.map(({ id, from }) => ({
        id,
        from: from === 0 ? null : iso(from),
        current: id === current.id,
      })),
    };
  };
  return [
    defineRoute({
      method: "GET",
      path: "/v1/secrets",
      scope: "admin",
      summary: "The keys of each secret by their ids, the oldest first",
      handle: async () => ok({ items: await Promise.all(SECRETS.map(show)), cursor: null }),
    }),
    defineRoute({
      method: "POST",
      path: "/v1/secrets/{secret}/rotate",
      scope: "admin",
      summary: "Adds a key, which signs from now on; what the others signed stays good",
      status: 201,
      handle: async (_, { params }) => {
        const secret = known(params.secret);
        const bytes = new Uint8Array(randomBytes(SECRET_BYTES));
        await secrets.change(secret, (keys) => addKey(keys, bytes, clock.now()));
        return { status: 201, body: await show(secret) };
      },
    }),
    defineRoute({
      method: "DELETE",
      path: "/v1/secrets/{secret}/keys/{id}",
      scope: "admin",
      summary: "From now on nothing that this key signed is good",
      status: 204,
      handle: async (_, { params: { secret, id } }) => {
        await secrets.change(known(secret), (keys) => dropKey(keys, id));
        return noContent;
      },
    }),
  ];
}

function known(name: string): SecretName {
  const found = ROTATING.find((one) => one === name);
  if (!found) throw new NotFound(`secrets that rotate are ${ROTATING.join(", ")}`);
  return found;
}
