import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import type { World } from "#functions/runtime/world.ts";
import type { FolderSecrets } from "#shared/adapters/local/secrets.ts";
import { defineRoute, noContent, ok, pageOf, type Route } from "#shared/http/index.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { addKey, describeKeys, dropKey, SECRET_BYTES } from "#shared/kernel/key-ring.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import { maxKeys, REVOCABLE, SECRETS, type SecretName } from "#shared/ports/secrets.ts";

/** Running requests may still store an address under the previous key. */
const LOOKUP_DELAY_MS = MINUTE_MS;

const Ring = z.object({
  secret: z.enum(SECRETS),
  keys: z.array(z.object({ id: z.string(), from: z.nullable(z.string()), current: z.boolean() })),
});
z.globalRegistry.add(Ring, { id: "SecretRing" });

/** Only in the standalone process: a deployed API can neither write nor list its secrets. */
export function secretRoutes(secrets: FolderSecrets, clock: Clock): Route<World>[] {
  const show = async (secret: SecretName) => {
    const { keys } = await secrets.ring(secret);
    return { secret, keys: describeKeys(keys, clock.now()) };
  };
  return [
    defineRoute({
      method: "GET",
      path: "/v1/secrets",
      scope: "admin",
      summary: "The keys of each secret by their ids, the oldest first",
      response: pageOf(Ring),
      handle: async () => ok({ items: await Promise.all(SECRETS.map(show)), cursor: null }),
    }),
    defineRoute({
      method: "POST",
      path: "/v1/secrets/{secret}/rotate",
      scope: "admin",
      summary: "Adds a key, which signs from now on; what the others signed stays good",
      response: Ring,
      status: 201,
      handle: async (_, { params }) => {
        const secret = known(SECRETS, params.secret);
        const bytes = new Uint8Array(randomBytes(SECRET_BYTES));
        const from = clock.now() + (secret === "lookup" ? LOOKUP_DELAY_MS : 0);
        await secrets.change(secret, (keys) => addKey(keys, bytes, from, maxKeys(secret)));
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
        await secrets.change(known(REVOCABLE, secret), (keys) => dropKey(keys, id));
        return noContent;
      },
    }),
  ];
}

function known(names: readonly SecretName[], name: string): SecretName {
  const found = names.find((one) => one === name);
  if (!found) throw new NotFound(`the secrets are ${names.join(", ")}`);
  return found;
}
