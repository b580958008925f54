import { type Api, clientOf } from "../client.ts";
import type { Desk } from "../desk.ts";

export async function revokeKey(desk: Desk, id: string, api: Api): Promise<void> {
  await clientOf(api).delete(`/v1/keys/${encodeURIComponent(id)}`);
  desk.tell(`The key ${id} is revoked.\n`);
}
