import * as z from "zod/mini";
import { ok } from "#shared/http/index.ts";
import { readSettings } from "#shared/platform/settings/index.ts";
import type { ApiWorld } from "../world.ts";
import { route } from "./route.ts";

const Check = z.lazy(() => z.enum(["ok", "failed"]));
/** Without a key only `status`: the API itself answers. */
const Health = z.lazy(() =>
  z.object({
    status: z.enum(["ok", "degraded"]),
    checks: z.optional(z.object({ table: Check, queue: Check })),
    deadLetters: z.optional(z.int()),
  }),
);
type Health = z.infer<typeof Health>;

const answers = (call: Promise<unknown>): Promise<z.infer<typeof Check>> =>
  call.then(
    () => "ok",
    () => "failed",
  );

export const health = [
  route({
    method: "GET",
    path: "/v1/health",
    scope: null,
    callerScope: "read",
    summary: "Whether the API answers; with a key, also whether tables and queues do",
    response: Health,
    handle: async (world, { caller }) => {
      // Open to all callers at any rate, so it must cost and touch nothing.
      if (!caller) return ok({ status: "ok" } satisfies Health);
      const body = await runChecks(world);
      return { status: body.status === "ok" ? 200 : 503, body };
    },
  }),
];

async function runChecks({ table, deadLetters }: ApiWorld): Promise<Health> {
  const counted = deadLetters.count().catch(() => undefined);
  const [tableCheck, count] = await Promise.all([answers(readSettings({ table })), counted]);
  const checks = { table: tableCheck, queue: count === undefined ? "failed" : "ok" } as const;
  const isGood = Object.values(checks).every((check) => check === "ok");
  return {
    status: isGood ? "ok" : "degraded",
    checks,
    ...(count !== undefined && { deadLetters: count }),
  };
}
