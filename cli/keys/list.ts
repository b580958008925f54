import * as z from "zod/mini";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { limitsOf } from "#shared/workspace/index.ts";
import { type Api, call } from "../api.ts";
import type { Desk } from "../desk.ts";

const Keys = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      scopes: z.array(z.string()),
      createdAt: z.string(),
      expiresAt: z.nullable(z.string()),
      lastUsedAt: z.nullable(z.string()),
      limits: z.record(z.string(), z.nullable(z.number())),
    }),
  ),
  cursor: z.nullable(z.string()),
});
type Listed = z.infer<typeof Keys>["items"];

/** As many as the API puts onto a page. */
const PAGE = 200;

/**
 * Prints a line a key: id, when it was made, last used and ends or ended, scopes, limits that are
 * not the usual ones, name.
 */
export async function listKeys(
  desk: Desk,
  { json, ...api }: Partial<Api> & { json?: true },
): Promise<void> {
  const items = await readAll(api);
  if (json) desk.out(`${JSON.stringify(items)}\n`);
  else {
    const now = systemClock.now();
    for (const { id, name, scopes, createdAt, lastUsedAt, expiresAt, limits } of items) {
      const used = lastUsedAt === null ? "never used" : `used ${lastUsedAt}`;
      const rest = [...endOf(expiresAt, now), scopes.join(","), ...unusual(scopes, limits), name];
      desk.out(`${[id, createdAt, used, ...rest].join("  ")}\n`);
    }
  }
}

function endOf(expiresAt: string | null, now: number): string[] {
  if (expiresAt === null) return [];
  return [`${Date.parse(expiresAt) <= now ? "expired" : "until"} ${expiresAt}`];
}

function unusual(scopes: string[], limits: Listed[number]["limits"]): string[] {
  const usual: Listed[number]["limits"] = limitsOf({ scopes });
  return Object.entries(limits)
    .filter(([name, limit]) => limit !== usual[name])
    .map(([name, limit]) => `${name} ${limit ?? "none"}`);
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
