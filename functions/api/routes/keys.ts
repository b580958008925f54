import * as z from "zod";
import { noContent, ok, pageOf } from "#shared/http/index.ts";
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
import { route } from "./route.ts";

const Scopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .refine((scopes) => new Set(scopes).size === scopes.length, "a scope is named twice");
const Key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: Scopes,
  createdAt: z.string(),
});

const show = ({ id, name, scopes, createdAt }: KeyInfo) => ({
  id,
  name,
  scopes,
  createdAt: iso(createdAt),
});

export const keys = [
  route({
    method: "POST",
    path: "/v1/keys",
    scope: "admin",
    summary: "Makes an API key, which is shown this once",
    body: z.strictObject({
      name: z.string().min(1).max(100),
      scopes: Scopes.default(["admin"]),
    }),
    response: Key.extend({ key: z.string() }),
    status: 201,
    secret: true,
    handle: async (world, { body }) => {
      const key = newKey(world.entropy);
      const info = await addKey(world, key, { ...body, createdAt: world.clock.now() });
      return { status: 201, body: { ...show(info), key } };
    },
  }),
  route({
    method: "GET",
    path: "/v1/keys",
    scope: "read",
    summary: "All API keys, without the keys themselves",
    response: pageOf(Key),
    handle: async (world) => ok({ items: (await listKeys(world)).map(show), cursor: null }),
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
