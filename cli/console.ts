import * as z from "zod/mini";
import { type Api, clientOf } from "./client.ts";
import type { CliIo } from "./io.ts";

const Link = z.object({ code: z.string(), expiresAt: z.string() });

/** Prints a one-time sign-in link; where there are none, as on AWS, the API says what to do. */
export async function printConsole(
  io: CliIo,
  { json, ...api }: Api & { json?: true },
): Promise<void> {
  const { code, expiresAt } = Link.parse(await clientOf(api).post("/v1/sessions/links"));
  // After the #, so that no server and no proxy sees the code.
  const url = `${api.url}/#signin=${code}`;
  io.out(json ? `${JSON.stringify({ url, expiresAt })}\n` : `${url}\n`);
}
