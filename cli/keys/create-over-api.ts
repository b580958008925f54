import * as z from "zod/mini";
import { Defect, InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import { type KeyOptions, keyAsked } from "./options.ts";

const Made = z.object({ id: z.string(), key: z.string() });

/**
 * Makes a key by another one, which has the scope `admin`. @throws InvalidInput without a name;
 * else as `call` does
 */
export async function createOverApi(api: Api, options: KeyOptions) {
  if (options.name === undefined) {
    throw new InvalidInput("the key has no name or scopes: give --name and --scopes");
  }
  const made = Made.safeParse(await clientOf(api).post("/v1/keys", keyAsked(options)));
  if (!made.success) throw new Defect(`${api.url} answered no key`);
  return made.data;
}
