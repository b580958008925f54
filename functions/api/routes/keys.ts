import * as z from "zod/mini";
import {
  noContent,
  ok,
  Paging,
  pageOf,
  readCursor,
  SMALL_BODY_BYTES,
  writeCursor,
} from "#shared/http/index.ts";
import { Conflict, InvalidInput } from "#shared/kernel/errors.ts";
import { HOUR_MS, iso } from "#shared/kernel/time.ts";
import {
  addKey,
  type KeyInfo,
  limitsOf,
  listKeys,
  MAX_KEY_LIMIT,
  newKey,
  revokeKey,
  SCOPES,
} from "#shared/platform/access/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { Instant } from "./schemas.ts";

const Scopes = z.lazy(() =>
  z.array(z.enum(SCOPES)).check(
    z.minLength(1),
    z.refine((scopes) => new Set(scopes).size === scopes.length, "a scope is named twice"),
  ),
);
export const NewKey = z.lazy(() =>
  z.strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(100)),
    // Required, so that no key has all rights by oversight.
    scopes: Scopes,
    expiresAt: z.optional(Instant),
    limits: z.optional(NewLimits),
  }),
);
/** Null means no limit. */
const limit = () => z.nullable(z.int().check(z.gte(1), z.lte(MAX_KEY_LIMIT)));
const Limits = z.lazy(() =>
  z.object({ requestsPerSecond: limit(), sendsPerSecond: limit(), sendsPerDay: limit() }),
);
const NewLimits = z.lazy(() =>
  z.strictObject({
    requestsPerSecond: z.optional(limit()),
    sendsPerSecond: z.optional(limit()),
    sendsPerDay: z.optional(limit()),
  }),
);
const key = () => ({
  id: z.string(),
  name: z.string(),
  scopes: Scopes,
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  /** Rounded down to the hour. */
  lastUsedAt: z.nullable(z.string()),
  limits: Limits,
});
const Key = z.lazy(() => z.object(key()));
const MadeKey = z.lazy(() => z.object({ ...key(), key: z.string() }));

const AfterKey = z.lazy(() => z.string().check(z.regex(/^[0-9a-f]{16}$/)));

const show = (info: KeyInfo): z.infer<typeof Key> => {
  const { id, name, scopes, createdAt, expiresAt, usedAt } = info;
  return {
    id,
    name,
    scopes,
    createdAt: iso(createdAt),
    expiresAt: expiresAt === undefined ? null : iso(expiresAt),
    lastUsedAt: usedAt === undefined ? null : iso(Math.floor(usedAt / HOUR_MS) * HOUR_MS),
    limits: limitsOf(info),
  };
};

/**
 * Creates a key; only the answer holds it.
 * @throws InvalidInput when `expiresAt` has passed
 */
export async function createKey(world: ApiWorld, input: z.infer<typeof NewKey>) {
  const createdAt = world.clock.now();
  const { name, scopes, limits } = input;
  const expiresAt = input.expiresAt === undefined ? undefined : Date.parse(input.expiresAt);
  if (expiresAt !== undefined && !(expiresAt > createdAt)) {
    const message = "is in the past: name a later instant";
    throw new InvalidInput("the body is not valid", [{ path: "/expiresAt", message }]);
  }
  const key = newKey(world.random);
  const about = { name, scopes, createdAt };
  const info = await addKey(world, key, {
    ...about,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(limits && { limits }),
  });
  return { ...show(info), key };
}

export const keys = [
  route({
    method: "POST",
    path: "/v1/keys",
    scope: "admin",
    summary: "Creates an API key and shows it once",
    body: NewKey,
    limitBytes: SMALL_BODY_BYTES,
    response: MadeKey,
    status: 201,
    secret: true,
    handle: async (world, { body }) => ({ status: 201, body: await createKey(world, body) }),
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
    summary: "Revokes an API key",
    status: 204,
    handle: async (world, { params, caller }) => {
      if (params.id === caller?.id) {
        throw new Conflict(
          "a key can not revoke itself: make another admin key, and revoke this one with that",
        );
      }
      await revokeKey(world, params.id);
      return noContent;
    },
  }),
];
