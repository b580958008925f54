import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

type Options = Api & { json?: true };

const Sending = z.object({ stoppedAt: z.nullable(z.string()) });

export const showSending = (io: CliIo, options: Options) =>
  print(io, options, (client) => client.get("/v1/sending"));

export const stopSending = (io: CliIo, options: Options) =>
  print(io, options, (client) => client.post("/v1/sending/stop"));

export const resumeSending = (io: CliIo, options: Options) =>
  print(io, options, (client) => client.post("/v1/sending/resume"));

async function print(
  io: CliIo,
  { json, ...api }: Options,
  ask: (client: ReturnType<typeof clientOf>) => Promise<unknown>,
): Promise<void> {
  const { stoppedAt } = Sending.parse(await ask(clientOf(api)));
  if (json) io.out(`${JSON.stringify({ stoppedAt })}\n`);
  else
    io.out(stoppedAt === null ? "Mail may leave.\n" : `Sending is stopped since ${stoppedAt}.\n`);
}
