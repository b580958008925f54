import { eachPage } from "#shared/kernel/each-page.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { shardOf } from "#shared/kernel/shards.ts";
import type { EndWorld } from "./end-job.ts";
import type { Job } from "./job.ts";
import {
  deleteGathered,
  deleteJob,
  getJob,
  listAllJobs,
  listChunksOf,
  putChunkAt,
  putJob,
} from "./job-store.ts";
import { linesWithout, withoutContacts } from "./without-contact.ts";

/**
 * Erases contacts from job results, in one pass over all jobs. Data gathered by a running job stays
 * until it ends: returns whether any runs.
 */
export async function eraseFromJobs(
  world: EndWorld,
  ids: string[],
): Promise<{ isRunning: boolean }> {
  const now = world.clock.now();
  const contacts = new Set(ids);
  let isRunning = false;
  for await (const jobs of eachPage((after) => listAllJobs(world, after))) {
    for (const { data: job, expiresAt = now + 1 } of jobs) {
      if (expiresAt <= now) await deleteJob(world, job);
      else {
        isRunning ||= job.state === "running";
        await eraseFromJob(world, job, contacts);
      }
    }
  }
  return { isRunning };
}

async function eraseFromJob(
  world: EndWorld,
  job: Job,
  contacts: ReadonlySet<string>,
): Promise<void> {
  // All bulk work over contacts has the same sharding.
  for (const shard of new Set([...contacts].map((contact) => shardOf(contact, job.shards)))) {
    for await (const chunks of eachPage((after) => listChunksOf(world, job, shard, after))) {
      for (const { sk, data } of chunks) {
        const text = linesWithout(data.text, contacts);
        // A chunk is written once, together with its page's end: overwriting it loses nothing.
        if (text !== data.text) await world.table.write([putChunkAt(job, sk, text)]);
      }
    }
  }
  if (job.state === "running") return;
  await deleteGathered(world, job);
  if (!job.result || withoutContacts(job.result, contacts) === job.result) return;
  await untilNoConflict(async () => {
    const { data, version } = await getJob(world, job.id);
    const result = data.result && withoutContacts(data.result, contacts);
    await world.table.write([putJob({ ...data, ...(result && { result }) }, version)]);
  });
}
