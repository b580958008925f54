import type { Client } from "dripstack/client";
import * as z from "zod/mini";
import { type Finding, note } from "./finding.ts";

const Sending = z.object({ stoppedAt: z.nullable(z.string()) });

/** Notes an active kill switch: a restored installation brings it along. */
export async function findStop(client: Client): Promise<Finding[]> {
  const { stoppedAt } = Sending.parse(await client.get("/v1/sending"));
  if (stoppedAt === null) return [];
  return [note("stopped", `no mail leaves since ${stoppedAt}: POST /v1/sending/resume`)];
}
