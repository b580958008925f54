import * as z from "zod/mini";
import { InvalidInput } from "#shared/kernel/errors.ts";
import { type Api, clientOf } from "./client.ts";
import type { CliIo } from "./io.ts";

const Link = z.object({ code: z.string(), expiresAt: z.string() });
const Meta = z.object({ place: z.string(), consoleUrl: z.nullish(z.string()) });

/**
 * Prints a one-time sign-in link; on AWS, where there are none, the console's address.
 * @throws InvalidInput for an installation without a console
 */
export async function printConsole(
  io: CliIo,
  { json, ...api }: Api & { json?: true },
): Promise<void> {
  const client = clientOf(api);
  const { place, consoleUrl } = Meta.parse(await client.get("/v1/meta"));
  if (place === "aws") {
    if (!consoleUrl) throw new InvalidInput("this installation was deployed without a console");
    io.out(json ? `${JSON.stringify({ url: consoleUrl, expiresAt: null })}\n` : `${consoleUrl}\n`);
    io.err("Sign in there with an API key.\n");
    return;
  }
  const { code, expiresAt } = Link.parse(await client.post("/v1/sessions/links"));
  // After the #, so that no server and no proxy sees the code.
  const url = `${api.url}/#signin=${code}`;
  io.out(json ? `${JSON.stringify({ url, expiresAt })}\n` : `${url}\n`);
}
