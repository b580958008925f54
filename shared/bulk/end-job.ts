import { Conflict } from "#shared/kernel/errors.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import type { Job } from "./job.ts";
import { deleteInput, getJob, putJob, putRunning, readParts, readRunning } from "./job-store.ts";

export type EndWorld = { table: Table<"index", "index">; clock: Clock };

/** Ends a running job; an ended one stays as it is. */
export function endJob(
  world: EndWorld,
  id: string,
  end: Pick<Job, "state" | "result" | "failure">,
): Promise<Job> {
  return untilNoConflict(async () => {
    const { data: job, version } = await getJob(world, id);
    if (job.state !== "running") return job;
    const now = world.clock.now();
    const seen = await countProgress(world, id);
    const ended: Job = { ...job, ...end, seen, endedAt: now };
    const { jobs, expect } = await readRunning(world, now);
    const { [id]: _, ...others } = jobs;
    const writes = [putJob(ended, version), putRunning(others, expect), deleteInput(id)];
    await world.table.write(writes);
    return ended;
  });
}

/**
 * Cancels a job.
 * @throws NotFound
 * @throws Conflict for a job that has ended
 */
export async function cancelJob(world: EndWorld, id: string): Promise<Job> {
  const { data: job } = await getJob(world, id);
  if (job.state === "cancelled") return job;
  const ended = await endJob(world, id, { state: "cancelled" });
  if (ended.state !== "cancelled") throw new Conflict(`this job is already ${ended.state}`);
  return ended;
}

/** How many items a job has processed so far. */
export async function countProgress(world: Pick<EndWorld, "table">, id: string): Promise<number> {
  const parts = await readParts(world, id);
  return parts.reduce((sum, { seen }) => sum + seen, 0);
}
