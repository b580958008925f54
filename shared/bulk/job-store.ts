import { eachPage } from "#shared/kernel/each-page.ts";
import { NotFound, RowConflict } from "#shared/kernel/errors.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { deleteRange } from "#shared/ports/delete-range.ts";
import type { Item, Key, Put, Table, TableReader } from "#shared/ports/table.ts";
import { type Job, KEEP_ENDED_MS, KEEP_RUNNING_MS, type Part } from "./job.ts";

export type Reads = { table: TableReader<"index"> };

const PK = `${WORKSPACE}#job`;
const jobKey = (id: string): Key<"index"> => ({ table: "index", pk: PK, sk: id });
const rowKey = (id: string, sk: string): Key<"index"> => ({
  table: "index",
  pk: `${PK}#${id}`,
  sk,
});
const two = (shard: number) => String(shard).padStart(2, "0");
const six = (n: number) => String(n).padStart(6, "0");

export const findJob = async ({ table }: Reads, id: string): Promise<Item<Job> | undefined> =>
  id.startsWith("j_") ? table.get<Job>(jobKey(id), CONSISTENT) : undefined;

/** @throws NotFound */
export async function getJob(world: Reads, id: string): Promise<Item<Job>> {
  const item = await findJob(world, id);
  if (!item) throw new NotFound(`there is no job "${id}"`);
  return item;
}

const CONSISTENT = { consistent: true };

/** Pages of rows that one filtered page looks through: more than there are in a week. */
const MAX_PAGES = 10;

/** A page of jobs, the newest first: those that have the wanted fields. It may be short. */
export async function listJobs(
  { table }: Reads,
  limit: number,
  after?: string,
  wanted: Partial<Pick<Job, "kind" | "subject" | "state">> = {},
) {
  const fields = Object.entries(wanted).filter(([, value]) => value !== undefined);
  const items: Item<Job>[] = [];
  let cursor = after;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const options = { limit: limit - items.length, after: cursor, reverse: true };
    const page = await table.query<Job>("index", PK, { prefix: "j_" }, options);
    items.push(
      ...page.items.filter(({ data }) =>
        fields.every(([name, value]) => data[name as keyof Job] === value),
      ),
    );
    cursor = page.cursor;
    if (cursor === undefined || items.length === limit) break;
  }
  return { items, cursor };
}

export const putJob = (job: Job, expect: Put["expect"]): Put<"index"> => ({
  put: jobKey(job.id),
  v: 1,
  data: job,
  expect,
  expiresAt: job.endedAt === undefined ? forgottenAt(job) : job.endedAt + KEEP_ENDED_MS,
});

const forgottenAt = ({ startedAt }: Job) => startedAt + KEEP_RUNNING_MS;

const putRow = (job: Job, sk: string, data: object, expect: Put["expect"]): Put<"index"> => ({
  put: rowKey(job.id, sk),
  v: 1,
  data,
  expect,
  expiresAt: forgottenAt(job),
});

export const putInput = (job: Job, input: object) => putRow(job, "input", input, "any");
export const putPart = (job: Job, shard: number, part: Part, expect: Put["expect"]) =>
  putRow(job, `part#${two(shard)}`, part, expect);
export const putGathered = (job: Job, shard: number, gathered: object) =>
  putRow(job, `gathered#${two(shard)}`, gathered, "any");
export const putChunk = (job: Job, shard: number, nth: number, text: string) =>
  putChunkAt(job, `chunk#${two(shard)}#${six(nth)}`, text);
/** Overwrites the chunk with that key. */
export const putChunkAt = (job: Job, sk: string, text: string) =>
  putRow(job, sk, { text } satisfies Chunk, "any");
type Chunk = { text: string };

/** The rows that a page starts from. */
export async function readPart({ table }: Reads, id: string, shard: number) {
  const rows = ["input", `part#${two(shard)}`, `gathered#${two(shard)}`];
  const [input, part, gathered] = await table.getMany(
    rows.map((sk) => rowKey(id, sk)),
    CONSISTENT,
  );
  return { input, part: part as Item<Part> | undefined, gathered };
}

/** An ended job needs no input, which may name contacts. */
export const deleteInput = (id: string) =>
  ({ delete: rowKey(id, "input"), expect: "any" }) as const;

export const readInput = ({ table }: Reads, id: string) => table.get<object>(rowKey(id, "input"));

export const readParts = (world: Reads, id: string) => readRows<Part>(world, id, "part#");
export const readGathered = (world: Reads, id: string) => readRows<object>(world, id, "gathered#");

/** At most as many rows as a job has shards. */
async function readRows<D>({ table }: Reads, id: string, prefix: string): Promise<D[]> {
  const rows: D[] = [];
  const read = (after?: string) =>
    table.query<D>("index", `${PK}#${id}`, { prefix }, { ...CONSISTENT, after });
  for await (const page of eachPage(read)) rows.push(...page.map(({ data }) => data));
  return rows;
}

/** A page of the chunks of a long result, in order. */
export async function listChunks({ table }: Reads, id: string, after?: string) {
  const range = { prefix: "chunk#" };
  const page = await table.query<{ text: string }>("index", `${PK}#${id}`, range, {
    limit: 10,
    after,
  });
  return { chunks: page.items.map(({ data }) => data.text), cursor: page.cursor };
}

/** A page of the chunks of a shard. */
export const listChunksOf = ({ table }: Reads, job: Job, shard: number, after?: string) => {
  const range = { prefix: `chunk#${two(shard)}#` };
  const options = { ...CONSISTENT, limit: 20, after };
  return table.query<Chunk>("index", `${PK}#${job.id}`, range, options);
};

/** A page of all jobs, including expired ones. */
export const listAllJobs = ({ table }: Reads, after?: string) =>
  table.query<Job>("index", PK, { prefix: "j_" }, { ...CONSISTENT, expired: true, after });

type Writes = { table: Table<"index", "index"> };

/** Deletes the gathered data of an ended job, which is in its result. */
export const deleteGathered = ({ table }: Writes, { id }: Job): Promise<void> =>
  deleteRange(table, "index", `${PK}#${id}`, { prefix: "gathered#" });

/** Deletes an expired job. */
export async function deleteJob({ table }: Writes, { id }: Job): Promise<void> {
  await deleteRange(table, "index", `${PK}#${id}`, {});
  await table.write([{ delete: jobKey(id), expect: "any" }]);
}

/** Running jobs by id. */
export type Running = { jobs: Record<string, { subject: string; startedAt: number }> };

/**
 * The jobs running at `now` (epoch milliseconds), without expired ones, and the version for a write
 * to expect.
 */
export async function readRunning({ table }: Reads, now: number) {
  const item = await table.get<Running>(jobKey("running"), CONSISTENT);
  const jobs = Object.fromEntries(
    Object.entries(item?.data.jobs ?? {}).filter(
      ([, { startedAt }]) => startedAt + KEEP_RUNNING_MS > now,
    ),
  );
  return { jobs, expect: item?.version ?? ("absent" as const) };
}

/** Whether a write failed because other jobs started or ended at the same moment. */
export const isRunningConflict = (error: unknown): boolean =>
  error instanceof RowConflict && error.sk === jobKey("running").sk;

export const putRunning = (jobs: Running["jobs"], expect: Put["expect"]): Put<"index"> => ({
  put: jobKey("running"),
  v: 1,
  data: { jobs } satisfies Running,
  expect,
});
