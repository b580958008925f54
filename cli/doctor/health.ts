import * as z from "zod/mini";
import { type Finding, fix, ok } from "./finding.ts";

/** Without a key the answer has no checks. */
const Health = z.object({
  status: z.string(),
  checks: z.optional(z.record(z.string(), z.string())),
});

const REACHES = "answers and reaches what it needs";
const ANSWERS = "answers; with --key it also says whether it reaches what it needs";

/** Findings on an answer to `GET /v1/health`. */
export function checkHealth({ status, body }: { status: number; body: unknown }): Finding[] {
  const health = Health.safeParse(body);
  if (!health.success) {
    const remedy = "read the log of the api function, and whether the address leads to this stack";
    return [fix("api", `/v1/health answered ${status} and nothing of Dripstack: ${remedy}`)];
  }
  const failed = Object.entries(health.data.checks ?? {}).filter(([, state]) => state !== "ok");
  if (failed.length === 0 && status === 200)
    return [ok("api", health.data.checks ? REACHES : ANSWERS)];
  const names = failed.map(([name]) => name).join(", ");
  return [fix("api", `answers, but does not reach: ${names}. Its log in CloudWatch says why`)];
}
