import * as z from "zod/mini";
import { type Api, clientOf } from "../client.ts";
import type { CliIo } from "../io.ts";

export const Job = z.object({
  id: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(["running", "done", "cancelled", "failed"]),
  progress: z.object({ seen: z.number(), of: z.optional(z.number()) }),
  startedAt: z.string(),
  endedAt: z.nullable(z.string()),
  result: z.optional(z.looseObject({})),
  failure: z.optional(z.string()),
});
export type Job = z.infer<typeof Job>;

/** The polling interval: short at first, since most jobs are quick. */
const POLL_MS = { least: 100, most: 2_000 };

/** Waits for the end of a job, and reports its progress. */
export async function follow(io: CliIo, api: Api, started: Job): Promise<Job> {
  let job = started;
  let reported = 0;
  for (let pauseMs = POLL_MS.least; job.state === "running"; pauseMs *= 2) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, POLL_MS.most)));
    job = Job.parse(await clientOf(api).get(`/v1/jobs/${job.id}`));
    const { seen } = job.progress;
    if (seen > reported) io.err(`${progressOf(job)}\n`);
    reported = seen;
  }
  return job;
}

export const progressOf = ({ progress: { seen, of } }: Job) =>
  `${seen} contacts seen${of === undefined ? "" : ` of about ${of}`}`;
