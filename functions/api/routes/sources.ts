import * as z from "zod/mini";
import { noContent, ok, pageOf, SMALL_BODY_BYTES } from "#shared/http/index.ts";
import type { KeyRing } from "#shared/kernel/key-ring.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  addSource,
  changeSource,
  deleteSource,
  getSource,
  listSources,
  newSourceSecret,
  type Source,
  secretOf,
  withoutSecret,
  withSecret,
} from "#shared/platform/sources/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";
import { knownName, Name } from "./schemas.ts";

const url = () =>
  z.string().register(z.globalRegistry, {
    description: "Where the source posts, signed by the Standard Webhooks rules",
  });
const secret = () =>
  z.nullable(z.string()).register(z.globalRegistry, {
    description:
      "The secret that the source signs with; null if the key that it follows from was revoked",
  });
const listed = () => ({ id: z.string(), url: url(), createdAt: z.string() });
const SecretInfo = z.lazy(() => z.object({ id: z.string(), createdAt: z.string() }));
const Listed = z.lazy(() => z.object({ ...listed(), secrets: z.array(SecretInfo) }));
const Secret = z.lazy(() => z.object({ id: z.string(), createdAt: z.string(), secret: secret() }));
const Shown = z.lazy(() => z.object({ ...listed(), secret: secret(), secrets: z.array(Secret) }));
const NewSource = z.lazy(() => z.strictObject({ id: Name }));

const list = ({ runtime }: ApiWorld, { id, createdAt, secrets }: Source) => ({
  id,
  url: `${runtime.publicUrl}/hooks/${id}`,
  createdAt: iso(createdAt),
  secrets: secrets.map((one) => ({ id: one.id, createdAt: iso(one.createdAt) })),
});

/** The source with its secrets; `secret` is the newest. */
async function show(world: ApiWorld, source: Source) {
  const ring = await world.secrets.ring("sources");
  const secrets = source.secrets.map((one) => ({
    id: one.id,
    createdAt: iso(one.createdAt),
    secret: secretOf(source.id, one, ring) ?? null,
  }));
  return { ...list(world, source), secret: secrets.at(-1)!.secret, secrets };
}

const SALT_BYTES = 32;

const createSecret = ({ random, clock }: ApiWorld, { current }: KeyRing) =>
  newSourceSecret(current, random.bytes(SALT_BYTES), clock.now());

export const sources = [
  route({
    method: "POST",
    path: "/v1/sources",
    scope: "admin",
    summary: "Creates a source: a system that may post events, with its own secret",
    body: NewSource,
    limitBytes: SMALL_BODY_BYTES,
    response: Shown,
    status: 201,
    secret: true,
    handle: async (world, { body: { id } }) => {
      const secret = createSecret(world, await world.secrets.ring("sources"));
      const source = { id, createdAt: world.clock.now(), secrets: [secret] };
      await addSource(world, source);
      return { status: 201, body: await show(world, source) };
    },
  }),
  route({
    method: "GET",
    path: "/v1/sources",
    scope: "read",
    summary: "All sources, without their secrets",
    response: pageOf(Listed),
    handle: async (world) => {
      const { items } = await listSources(world);
      return ok({ items: items.map(({ data }) => list(world, data)), cursor: null });
    },
  }),
  route({
    method: "GET",
    path: "/v1/sources/{id}",
    scope: "admin",
    summary: "The address and the secrets of a source",
    response: Shown,
    handle: async (world, { params }) =>
      ok(await show(world, (await getSource(world, knownName(params.id))).data)),
  }),
  route({
    method: "POST",
    path: "/v1/sources/{id}/rotate",
    scope: "admin",
    summary: "Adds a second secret to a source; the first stays valid until it is deleted",
    response: Shown,
    status: 201,
    secret: true,
    handle: async (world, { params }) => {
      const ring = await world.secrets.ring("sources");
      const secret = createSecret(world, ring);
      const change = (source: Source) => withSecret(source, secret, ring);
      const changed = await changeSource(world, knownName(params.id), change);
      return { status: 201, body: await show(world, changed) };
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/sources/{id}/secrets/{secret}",
    scope: "admin",
    summary: "Ends a secret of a source: what it signs is refused from now on",
    status: 204,
    handle: async (world, { params: { id, secret } }) => {
      await changeSource(world, knownName(id), (source) => withoutSecret(source, secret));
      return noContent;
    },
  }),
  route({
    method: "DELETE",
    path: "/v1/sources/{id}",
    scope: "admin",
    summary: "Deletes a source: what is posted under its name is refused from now on",
    status: 204,
    handle: async (world, { params }) => {
      await deleteSource(world, knownName(params.id));
      return noContent;
    },
  }),
];
