import * as z from "zod/mini";
import type { AccountChoice } from "#shared/adapters/aws/account/account.ts";
import { InvalidInput, NotFound } from "#shared/kernel/errors.ts";
import { REVOCABLE, SECRETS, type SecretName } from "#shared/ports/secrets.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";
import type { Rings } from "./ring.ts";
import { stackRings } from "./stack-rings.ts";

export type Options = Api & AccountChoice & { stack?: string };

const Key = z.object({ id: z.string(), from: z.nullable(z.string()), current: z.boolean() });
const Shown = z.object({ secret: z.string(), keys: z.array(Key) });
const List = z.object({ items: z.array(Shown) });

/** The secrets of a stack if one is named, else those of the process behind the API. */
export async function openRings(io: CliIo, { stack, url, key, ...choice }: Options) {
  const rings =
    stack === undefined
      ? processRings({ ...(url && { url }), ...(key && { key }) })
      : stackRings(io, stack, choice);
  return {
    ...rings,
    rotate: (secret: string) => rings.rotate(known(SECRETS, secret)),
    revoke: (secret: string, id: string) => rings.revoke(known(REVOCABLE, secret), id),
  };
}

const processRings = (api: Api): Rings => ({
  list: async () => List.parse(await withStackHint(() => clientOf(api).get("/v1/secrets"))).items,
  rotate: async (secret) =>
    Shown.parse(await withStackHint(() => clientOf(api).post(`/v1/secrets/${secret}/rotate`))),
  revoke: async (secret, id) => {
    // Checked first, since a 404 of the DELETE means the id.
    await withStackHint(() => clientOf(api).get("/v1/secrets"));
    await clientOf(api).delete(`/v1/secrets/${secret}/keys/${encodeURIComponent(id)}`);
    return "";
  },
});

/** Explains a 404: a deployed API has no such routes. */
async function withStackHint(request: () => Promise<unknown>): Promise<unknown> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new NotFound(`${error.message}. On AWS the secrets are the stack's: name it by --stack`);
  }
}

function known(names: readonly SecretName[], secret: string): SecretName {
  const found = names.find((one) => one === secret);
  if (found) return found;
  const other = secret === "lookup" ? "; `lookup` has no revoke: `secrets rehash`" : "";
  throw new InvalidInput(`the secret is one of ${names.join(", ")}${other}`);
}
