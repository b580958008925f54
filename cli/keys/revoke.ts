import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

export async function revokeKey(desk: CliIo, id: string, api: Api): Promise<void> {
  await clientOf(api).delete(`/v1/keys/${encodeURIComponent(id)}`);
  desk.tell(`The key ${id} is revoked.\n`);
}
