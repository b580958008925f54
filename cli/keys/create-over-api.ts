import * as z from "zod/mini";
import { Defect, InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "../client.ts";
import { type KeyOptions, newKeyOf } from "./options.ts";

const CreatedKey = z.object({ id: z.string(), key: z.string() });

/**
 * Creates a key with another one of scope `admin`.
 * @throws InvalidInput without a name; else as the client does
 */
export async function createOverApi(api: Api, options: KeyOptions) {
  if (options.name === undefined) {
    throw new InvalidInput("a key made over the API needs both --name and --scopes");
  }
  const created = CreatedKey.safeParse(await clientOf(api).post("/v1/keys", newKeyOf(options)));
  if (!created.success) throw new Defect(`${api.url} answered no key`);
  return created.data;
}
