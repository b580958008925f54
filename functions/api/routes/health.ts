import * as z from "zod/mini";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { route } from "./route.ts";

const Check = z.lazy(() => z.enum(["ok", "failed"]));
const Health = z.lazy(() =>
  z.object({
    status: z.enum(["ok", "degraded"]),
    checks: z.object({ table: Check, queue: Check }),
  }),
);

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
    summary: "Whether everything that we need answers",
    response: Health,
    handle: async ({ table, deadLetters }) => {
      const [tableCheck, queueCheck] = await Promise.all([
        answers(table.get({ table: "library", pk: WORKSPACE, sk: "setting#workspace" })),
        answers(deadLetters.list(1)),
      ]);
      const good = tableCheck === "ok" && queueCheck === "ok";
      const checks = { table: tableCheck, queue: queueCheck };
      const body = { status: good ? "ok" : "degraded", checks } satisfies z.infer<typeof Health>;
      return { status: good ? 200 : 503, body };
    },
  }),
];
