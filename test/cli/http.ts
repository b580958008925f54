import type { AddressInfo } from "node:net";
import { type HttpHandler, serve } from "#infra/standalone/http-server.ts";
import { closeServer } from "#infra/standalone/wire-functions.ts";
import type { makeDesk } from "./io.ts";

/** Serves the io's API on a port of this machine while `use` runs. */
export async function served(
  { api }: Pick<ReturnType<typeof makeDesk>, "api">,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = serve(
    () => api as unknown as HttpHandler,
    async () => {},
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    await closeServer(server);
  }
}
