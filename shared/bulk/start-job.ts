import { InvalidInput, TooMany } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Table } from "#shared/ports/table.ts";
import { type Job, MAX_JSON_BYTES, MAX_RUNNING } from "./job.ts";
import { putInput, putJob, putRunning, readRunning } from "./job-store.ts";

type World = { table: Table<"index", "index">; queue: Queue<"work"> };

type Start<Input> = {
  kind: { kind: string; shards: number };
  subject: string;
  input: Input;
  /** About how many there are. */
  of?: number | undefined;
};

/** When to try again where too many run. */
const RETRY_SECONDS = 60;

/** @throws TooMany while ten jobs run */
export async function assertRoom(world: Pick<World, "table">, now: number): Promise<void> {
  const { jobs } = await readRunning(world, now);
  refuseMore(jobs);
}

function refuseMore(jobs: object): void {
  if (Object.keys(jobs).length < MAX_RUNNING) return;
  const message = `${MAX_RUNNING} jobs are running: wait for one, or cancel it`;
  throw new TooMany(message, RETRY_SECONDS);
}

/**
 * Begins a job; its pages are worked off by whoever works on the `work` queue. The same asked for twice at one instant is one
 * job.
 * @throws TooMany while ten jobs run
 * @throws InvalidInput when it is given more than a row can hold
 */
export async function startJob<Input extends object>(
  world: World,
  { kind: { kind, shards }, subject, input, of }: Start<Input>,
  now: number,
): Promise<Job> {
  const text = JSON.stringify(input);
  if (Buffer.byteLength(text) > MAX_JSON_BYTES) {
    throw new InvalidInput("this is too large for a job: at most 300 KB");
  }
  const id = `j_${now.toString(36).padStart(9, "0")}${digest(kind, subject, text, now)}`;
  const job: Job = {
    id,
    kind,
    subject,
    state: "running",
    shards,
    startedAt: now,
    ...(of !== undefined && { of }),
  };
  await untilNoConflict(async () => {
    const { jobs, expect } = await readRunning(world, now);
    if (jobs[id]) return;
    refuseMore(jobs);
    await world.table.write([
      putJob(job, "absent"),
      putInput(job, input),
      putRunning({ ...jobs, [id]: { subject, startedAt: now } }, expect),
    ]);
  });
  const pages = Array.from({ length: shards }, (_, shard) => ({ body: { job: { id, shard } } }));
  await world.queue.send("work", pages);
  return job;
}
