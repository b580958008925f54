import * as z from "zod/mini";
import { noContent, ok, Paging, pageOf, readCursor, writeCursor } from "#shared/http/index.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  addKey,
  type KeyInfo,
  listKeys,
  newKey,
  revokeKey,
  SCOPES,
} from "#shared/workspace/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

const Scopes = z.lazy(() =>
  z.array(z.enum(SCOPES)).check(
    z.minLength(1),
    z.refine((scopes) => new Set(scopes).size === scopes.length, "a scope is named twice"),
  ),
);
export const NewKey = z.lazy(() =>
  z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(100)),
    // Asked for each time: a key that may do everything is nobody's oversight.
    scopes: Scopes,
  }),
);
const key = () => ({
  id: z.string(),
  name: z.string(),
  scopes: Scopes,
  createdAt: z.string(),
});
const Key = z.lazy(() => z.object(key()));
const MadeKey = z.lazy(() => z.object({ ...key(), key: z.string() }));

const AfterKey = z.lazy(() => z.string().check(z.regex(/^[0-9a-f]{16}$/)));

const show = ({ id, name, scopes, createdAt }: KeyInfo) => ({
  id,
  name,
  scopes,
  createdAt: iso(createdAt),
});

/** The key is in the answer and kept nowhere. */
export async function makeKey(world: ApiWorld, asked: z.infer<typeof NewKey>) {
  const key = newKey(world.entropy);
  const info = await addKey(world, key, { ...asked, createdAt: world.clock.now() });
  return { ...show(info), key };
}

export const keys = [
  route({
    method: "POST",
    path: "/v1/keys",
    scope: "admin",
    summary: "Makes an API key, which is shown this once",
    body: NewKey,
    response: MadeKey,
    status: 201,
    secret: true,
    handle: async (world, { body }) => ({ status: 201, body: await makeKey(world, body) }),
  }),
  route({
    method: "GET",
    path: "/v1/keys",
    scope: "read",
    summary: "The API keys, without the keys themselves",
    query: Paging,
    response: pageOf(Key),
    handle: async (world, { query: { limit, cursor } }) => {
      const after = readCursor(AfterKey, cursor);
      const { items, next } = await listKeys(world, { limit, after });
      return ok({ items: items.map(show), cursor: writeCursor(next) });
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/keys/{id}",
    scope: "admin",
    summary: "From now on the key opens nothing",
    status: 204,
    handle: async (world, { params, caller }) => {
      if (params.id === caller?.id) throw new Conflict("a key can not revoke itself");
      await revokeKey(world, params.id);
      return noContent;
    },
  }),
];
