import * as z from "zod/mini";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { limitsOf } from "#shared/platform/access/index.ts";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

const Key = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.nullable(z.string()),
  lastUsedAt: z.nullable(z.string()),
  limits: z.record(z.string(), z.nullable(z.number())),
});
type Limits = z.infer<typeof Key>["limits"];

/** Prints a line per key: id, creation, last use, expiry, scopes, non-default limits, name. */
export async function listKeys(io: CliIo, { json, ...api }: Api & { json?: true }): Promise<void> {
  const items = z.array(Key).parse(await Array.fromAsync(clientOf(api).list("/v1/keys")));
  if (json) io.out(`${JSON.stringify(items)}\n`);
  else {
    const now = systemClock.now();
    for (const { id, name, scopes, createdAt, lastUsedAt, expiresAt, limits } of items) {
      const used = lastUsedAt === null ? "never used" : `used ${lastUsedAt}`;
      const rest = [...endOf(expiresAt, now), scopes.join(","), ...unusual(scopes, limits), name];
      io.out(`${[id, createdAt, used, ...rest].join("  ")}\n`);
    }
  }
}

function endOf(expiresAt: string | null, now: number): string[] {
  if (expiresAt === null) return [];
  return [`${Date.parse(expiresAt) <= now ? "expired" : "until"} ${expiresAt}`];
}

function unusual(scopes: string[], limits: Limits): string[] {
  const usual: Limits = limitsOf({ scopes });
  return Object.entries(limits)
    .filter(([name, limit]) => limit !== usual[name])
    .map(([name, limit]) => `${name} ${limit ?? "none"}`);
}
