import { Client, type ClientOptions } from "dripstack/client";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** The API that a command's options name. */
export type Api = Partial<ClientOptions>;

/** @throws InvalidInput when neither options nor environment name an API and a key */
export function clientOf({ url, key }: Api): Client {
  if (!url) throw new InvalidInput("no API address: give --url, or set DRIPSTACK_URL");
  if (!key) throw new InvalidInput("no API key: set DRIPSTACK_KEY, or give --key");
  return new Client({ url, key });
}
