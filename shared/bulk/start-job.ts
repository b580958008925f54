import { InvalidInput, TooMany } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import { shardsOf } from "#shared/kernel/shards.ts";
import type { Put, Table } from "#shared/ports/table.ts";
import { jobPage, type Queue } from "#shared/queue/index.ts";
import { type Job, MAX_JSON_BYTES, MAX_RUNNING } from "./job.ts";
import {
  findJob,
  isRunningConflict,
  putInput,
  putJob,
  putRunning,
  readRunning,
} from "./job-store.ts";

type World = { table: Table<"index", "index">; queue: Queue<"work"> };

type Start<Input> = {
  kind: { kind: string; shards: number };
  subject: string;
  input: Input;
  /** An estimate of the total. */
  of?: number | undefined;
};

/**
 * The rows of a starting job, to be read anew for each attempt to write them.
 * @throws TooMany
 */
export type StartRows = () => Promise<Put<"index">[]>;

const RETRY_SECONDS = 60;
/** Longer than a start takes; a page sent twice counts once. */
const REMIND_SECONDS = 60;

/**
 * Starts a job. `write` may write its rows in a transaction with others; a reminder sent before
 * starts the pages after a crash in between. Starting the same job twice at one instant starts one.
 * @throws TooMany while ten jobs run, or when too many start at one moment
 * @throws InvalidInput when the input is larger than a row
 * @throws what `write` throws
 */
export async function startJob<Input extends object>(
  world: World,
  { kind: { kind, shards }, subject, input, of }: Start<Input>,
  now: number,
  write = (rows: StartRows) => writeAlone(world, rows),
): Promise<Job> {
  const text = JSON.stringify(input);
  if (Buffer.byteLength(text) > MAX_JSON_BYTES) {
    throw new InvalidInput("this is too large for a job: at most 300 KB");
  }
  const id = `j_${now.toString(36).padStart(9, "0")}${digest(kind, subject, text, now)}`;
  const known = await findJob(world, id);
  if (known) return known.data;
  const job: Job = {
    id,
    kind,
    subject,
    state: "running",
    shards,
    startedAt: now,
    ...(of !== undefined && { of }),
  };
  const rows = async () => {
    const { jobs, expect } = await readRunning(world, now);
    if (jobs[id]) return [];
    assertRoom(jobs);
    const running = { ...jobs, [id]: { subject, startedAt: now } };
    return [putJob(job, "absent"), putInput(job, input), putRunning(running, expect)];
  };
  await rows();
  await world.queue.send("work", [{ body: jobPage({ id }), delaySeconds: REMIND_SECONDS }]);
  await write(rows).catch((error) => {
    if (!isRunningConflict(error)) throw error;
    throw new TooMany("other jobs start at this moment: send it again", 1);
  });
  await sendFirstPages(world, job);
  return job;
}

const writeAlone = ({ table }: World, rows: StartRows): Promise<void> =>
  untilNoConflict(async () => {
    const some = await rows();
    if (some.length > 0) await table.write(some);
  });

function assertRoom(jobs: object): void {
  if (Object.keys(jobs).length < MAX_RUNNING) return;
  const message = `${MAX_RUNNING} jobs are running: wait until one ends, or cancel one`;
  throw new TooMany(message, RETRY_SECONDS);
}

export const sendFirstPages = ({ queue }: Pick<World, "queue">, { id, shards }: Job) =>
  queue.send(
    "work",
    shardsOf(shards).map((shard) => ({ body: jobPage({ id, shard }) })),
  );
