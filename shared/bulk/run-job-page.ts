import {
  Conflict,
  Defect,
  Denied,
  DripError,
  InvalidInput,
  NotFound,
} from "#shared/kernel/errors.ts";
import { type JobPage, jobPage, type Queue } from "#shared/queue/index.ts";
import { type EndWorld, endJob } from "./end-job.ts";
import { type Job, MAX_JSON_BYTES, type Part } from "./job.ts";
import {
  findJob,
  putChunk,
  putGathered,
  putPart,
  readGathered,
  readInput,
  readPart,
  readParts,
} from "./job-store.ts";
import { type AnyBulkKind, findKind, type PageResult } from "./kind.ts";
import { sendFirstPages } from "./start-job.ts";

export type JobsWorld = EndWorld & { queue: Queue<"work"> };

const NEW: Part = { seen: 0, chunks: 0, done: false };

/**
 * Runs a page and enqueues the next. A page's result is written together with its end, so a
 * repeated page counts once; `again`: the message was redelivered, so the next page's may be lost.
 * Permanent errors fail the job; others are thrown and retried.
 */
export async function runJobPage<World extends JobsWorld>(
  world: World,
  kinds: AnyBulkKind<World>[],
  page: JobPage,
  again: boolean,
): Promise<void> {
  const job = (await findJob(world, page.id))?.data;
  if (job?.state !== "running") return;
  const { shard, after } = page;
  if (shard === undefined) return sendFirstPages(world, job);
  try {
    await workOnPage(world, findKind(kinds, job.kind), job, { shard, after }, again);
  } catch (error) {
    if (!isFinal(error)) throw error;
    await endJob(world, job.id, { state: "failed", failure: (error as Error).message });
  }
}

async function workOnPage<World extends JobsWorld>(
  world: World,
  kind: AnyBulkKind<World>,
  job: Job,
  { shard, after }: { shard: number; after: string | undefined },
  again: boolean,
): Promise<void> {
  const { input, part, gathered } = await readPart(world, job.id, shard);
  // The job ended meanwhile, which deletes its input.
  if (!input) return;
  const { data: before, version } = part ?? { data: NEW, version: "absent" as const };
  if (before.done) return finish(world, kind, job);
  if (before.after !== after) {
    if (again) await sendNext(world, job, shard, before);
    return;
  }
  const done = await kind.page(world, {
    input: input.data,
    shard,
    ...(after !== undefined && { after }),
    ...(gathered && { gathered: gathered.data }),
    now: world.clock.now(),
  });
  const next = nextPart(before, done);
  try {
    await world.table.write([
      putPart(job, shard, next, version),
      ...rowsOf(job, shard, before, done),
    ]);
  } catch (error) {
    // Another worker has done this page, and continues.
    if (error instanceof Conflict) return;
    throw error;
  }
  await (next.done ? finish(world, kind, job) : sendNext(world, job, shard, next));
}

const nextPart = ({ seen, chunks }: Part, done: PageResult<object>): Part => ({
  ...(done.next !== undefined && { after: done.next }),
  seen: seen + done.seen,
  chunks: done.chunk === undefined ? chunks : chunks + 1,
  done: done.next === undefined,
});

function rowsOf(
  job: Job,
  shard: number,
  { chunks }: Part,
  { gathered, chunk }: PageResult<object>,
) {
  return [
    ...(gathered ? [putGathered(job, shard, assertFits(gathered))] : []),
    ...(chunk === undefined ? [] : [putChunk(job, shard, chunks, assertFits(chunk))]),
  ];
}

const sendNext = ({ queue }: JobsWorld, { id }: Job, shard: number, { after }: Part) =>
  queue.send("work", [{ body: jobPage({ id, shard, after }) }]);

/** Ends the job after its last shard. */
async function finish<World extends JobsWorld>(
  world: World,
  kind: AnyBulkKind<World>,
  { id, shards }: Job,
): Promise<void> {
  const parts = await readParts(world, id);
  if (parts.filter(({ done }) => done).length < shards) return;
  const [gathered, input] = await Promise.all([readGathered(world, id), readInput(world, id)]);
  if (!input) return;
  const result = assertFits(kind.finish?.(gathered, input.data) ?? {});
  await endJob(world, id, { state: "done", result });
}

function assertFits<T extends object | string>(value: T): T {
  const bytes = Buffer.byteLength(typeof value === "string" ? value : JSON.stringify(value));
  if (bytes > MAX_JSON_BYTES) throw new Defect("a part of its result is larger than 300 KB");
  return value;
}

/** Whether a retry would fail too. */
const isFinal = (error: unknown): boolean =>
  error instanceof DripError &&
  [InvalidInput, NotFound, Defect, Denied].some((kind) => error instanceof kind);
