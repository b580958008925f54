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
  cursor: z.nullable(z.string()),
});
type Listed = z.infer<typeof Keys>["items"];

/** As many as the API puts onto a page. */
const PAGE = 200;

/** Prints a line a key: id, when it was made, scopes, name. */
export async function listKeys(
  desk: Desk,
  { json, ...api }: Partial<Api> & { json?: true },
): Promise<void> {
  const items = await readAll(api);
  if (json) desk.out(`${JSON.stringify(items)}\n`);
  else {
    for (const { id, name, scopes, createdAt } of items) {
      desk.out(`${id}  ${createdAt}  ${scopes.join(",")}  ${name}\n`);
    }
  }
}

async function readAll(api: Partial<Api>): Promise<Listed> {
  const all: Listed = [];
  let after = "";
  for (;;) {
    const page = await call(api, "GET", `/v1/keys?limit=${PAGE}${after}`);
    const { items, cursor } = Keys.parse(page);
    all.push(...items);
    if (cursor === null) return all;
    after = `&cursor=${cursor}`;
  }
}
