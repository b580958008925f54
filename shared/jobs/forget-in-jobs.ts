import { eachPage } from "#shared/kernel/each-page.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
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
import { linesWithout, withoutContact } from "./without-contact.ts";

/**
 * Takes a contact out of what jobs have found. What one that runs has gathered stays until it has ended:
 * returns whether any runs.
 */
export async function forgetInJobs(
  world: EndWorld,
  contact: string,
): Promise<{ isRunning: boolean }> {
  const now = world.clock.now();
  let isRunning = false;
  for await (const jobs of eachPage((after) => listAllJobs(world, after))) {
    for (const { data: job, expiresAt = now + 1 } of jobs) {
      if (expiresAt <= now) await deleteJob(world, job);
      else {
        isRunning ||= job.state === "running";
        await forgetInJob(world, job, contact);
      }
    }
  }
  return { isRunning };
}

async function forgetInJob(world: EndWorld, job: Job, contact: string): Promise<void> {
  for await (const chunks of eachPage((after) => listChunksOf(world, job, contact, after))) {
    for (const { sk, data } of chunks) {
      const text = linesWithout(data.text, contact);
      // A chunk is written once, together with where its page ended: writing over it loses nothing.
      if (text !== data.text) await world.table.write([putChunkAt(job, sk, text)]);
    }
  }
  if (job.state === "running") return;
  await deleteGathered(world, job);
  if (!job.result || withoutContact(job.result, contact) === job.result) return;
  await untilNoConflict(async () => {
    const { data, version } = await getJob(world, job.id);
    const result = data.result && withoutContact(data.result, contact);
    await world.table.write([putJob({ ...data, ...(result && { result }) }, version)]);
  });
}
