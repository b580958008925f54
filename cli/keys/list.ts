import * as z from "zod/mini";
import { type Api, call } from "../api.ts";
import type { Desk } from "../desk.ts";

const Keys = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      createdAt: z.string(),
    }),
  ),
});

/** Prints a line a key: id, when it was made, scopes, name. */
export async function listKeys(
  desk: Desk,
  { json, ...api }: Partial<Api> & { json?: true },
): Promise<void> {
  const { items } = Keys.parse(await call(api, "GET", "/v1/keys"));
  if (json) desk.out(`${JSON.stringify(items)}\n`);
  else {
    for (const { id, name, scopes, createdAt } of items) {
      desk.out(`${id}  ${createdAt}  ${scopes.join(",")}  ${name}\n`);
    }
  }
}
