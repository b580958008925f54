import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "./client.ts";
import type { CliIo } from "./io.ts";

const Link = z.object({ code: z.string(), expiresAt: z.string() });
const Meta = z.object({ place: z.string(), consoleUrl: z.nullish(z.string()) });

/**
 * Makes a one-time sign-in link and prints it, or opens it in the browser.
 * @throws InvalidInput for an installation without a console
 */
export async function signInLink(
  io: CliIo,
  { json, open, ...api }: Api & { json?: true; open?: true },
): Promise<void> {
  const client = clientOf(api);
  const { place, consoleUrl } = Meta.parse(await client.get("/v1/meta"));
  const address = place === "aws" ? consoleUrl : api.url;
  if (!address) throw new InvalidInput("this installation was deployed without a console");
  const { code, expiresAt } = Link.parse(await client.post("/v1/sessions/links"));
  // After the #, so that no server and no proxy sees the code.
  const url = `${address}/#signin=${code}`;
  if (open && (await io.openPage(url))) return io.err(`Opened ${address} in your browser.\n`);
  if (open) io.err("No browser could be opened here; the link signs in once:\n");
  io.out(json ? `${JSON.stringify({ url, expiresAt })}\n` : `${url}\n`);
}
