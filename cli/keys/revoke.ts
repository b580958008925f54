import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

export async function revokeKey(io: CliIo, id: string, api: Api): Promise<void> {
  await clientOf(api).delete(`/v1/keys/${encodeURIComponent(id)}`);
  io.err(`The key ${id} is revoked.\n`);
}
