import { type Api, call } from "../api.ts";
import type { Desk } from "../desk.ts";

export async function revokeKey(desk: Desk, id: string, api: Partial<Api>): Promise<void> {
  await call(api, "DELETE", `/v1/keys/${encodeURIComponent(id)}`);
  desk.tell(`The key ${id} opens nothing any more.\n`);
}
