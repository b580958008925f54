import { beforeEach, expect, test } from "vitest";
import {
  cancelJob,
  countProgress,
  defineBulk,
  getJob,
  type JobsWorld,
  listChunks,
  listJobs,
  MAX_RUNNING,
  runJobPage,
  startJob,
} from "#shared/bulk/index.ts";
import { Conflict, Defect, TooMany, Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { JobPage } from "#shared/queue/index.ts";
import { makeWorld, START } from "#test/support/world.ts";

type Input = { pages: number };
type Sum = { sum: number };

let made: ReturnType<typeof makeWorld>;
/** What a page is to throw, once. */
let trouble: Error[];
/** How often each page was worked off. */
let worked: Record<string, number>;

/** Ten a page, in two shards; each page writes a line. */
const counting = defineBulk<JobsWorld, Input, Sum>({
  kind: "counting",
  shards: 2,
  page: async (_, { input, shard, after = "0", gathered = { sum: 0 } }) => {
    const name = `${shard}/${after}`;
    worked[name] = (worked[name] ?? 0) + 1;
    const error = trouble.shift();
    if (error) throw error;
    const next = Number(after) + 1;
    return {
      seen: 10,
      gathered: { sum: gathered.sum + next },
      chunk: `${name}\n`,
      ...(next < input.pages && { next: String(next) }),
    };
  },
  finish: (gathered, { pages }) => ({
    pages,
    sum: gathered.reduce((total, { sum }) => total + sum, 0),
  }),
});

beforeEach(() => {
  made = makeWorld();
  trouble = [];
  worked = {};
});

const start = (pages = 3, subject = "welcome") => {
  const job = startJob(
    made.world,
    { kind: counting, subject, input: { pages }, of: 60 },
    made.clock.now(),
  );
  made.clock.advance(1);
  return job;
};
/** Takes the messages that are queued, the oldest first, and drops the reminders. */
const take = () => takeAll().filter(({ shard }) => shard !== undefined);
function takeAll(): JobPage[] {
  const rows = made.database.sql.prepare("SELECT id, body FROM queue ORDER BY id").all();
  made.database.sql.prepare("DELETE FROM queue").run();
  return rows.map((row) => JSON.parse(row.body as string).job);
}
const work = (page: JobPage, again = false) => runJobPage(made.world, [counting], page, again);
async function workOff(): Promise<void> {
  for (let pages = take(); pages.length > 0; pages = take()) {
    for (const page of pages) await work(page);
  }
}
const stateOf = async (id: string) => (await getJob(made.world, id)).data;

test("a job goes over all pages of all shards, gathers, and ends with one result", async () => {
  const { id } = await start();
  expect(await stateOf(id)).toMatchObject({ state: "running", kind: "counting", of: 60 });
  await work(take()[0]!);
  expect(await countProgress(made.world, id)).toBe(10);
  await work({ id, shard: 1 });
  await workOff();
  expect(await stateOf(id)).toMatchObject({
    state: "done",
    seen: 60,
    result: { pages: 3, sum: 12 },
    endedAt: made.clock.now(),
  });
  const { chunks } = await listChunks(made.world, id);
  expect(chunks.join("")).toBe("0/0\n0/1\n0/2\n1/0\n1/1\n1/2\n");
});

test("a page that comes twice counts once, at once and later", async () => {
  const { id } = await start();
  const [first, second] = take();
  await Promise.all([work(first!), work(first!), work(first!)]);
  const [next, ...more] = take();
  expect(more).toEqual([]);
  await work(second!);
  await workOff();
  expect(await countProgress(made.world, id)).toBe(40);
  for (const page of [first!, second!]) await work(page);
  expect(take()).toEqual([]);
  await work(next!);
  await workOff();
  expect(await stateOf(id)).toMatchObject({ state: "done", seen: 60, result: { sum: 12 } });
});

test("a page whose next was lost goes on when it comes again", async () => {
  const { id } = await start();
  const [first, second] = take();
  await work(first!);
  take();
  await work(first!);
  expect(take()).toEqual([]);
  await work(first!, true);
  await work(second!);
  await workOff();
  expect(await stateOf(id)).toMatchObject({ state: "done", seen: 60, result: { sum: 12 } });
});

test("a last page whose ending was lost ends the job when it comes again", async () => {
  const { id } = await start(1);
  const [first, second] = take();
  await work(first!);
  const { table } = made.world;
  const dying = { ...made.world, table: Object.create(table) };
  let writes = 0;
  dying.table.write = async (...args: Parameters<typeof table.write>) => {
    if (++writes > 1) throw new Unavailable("gone");
    return table.write(...args);
  };
  await expect(runJobPage(dying, [counting], second!, false)).rejects.toThrow("gone");
  expect((await stateOf(id)).state).toBe("running");
  await work(second!, true);
  expect(await stateOf(id)).toMatchObject({ state: "done", seen: 20 });
});

test("a job whose first pages were lost in a crash is started by its reminder, and counts once", async () => {
  const { queue } = made.world;
  let sends = 0;
  const dying = async (...args: Parameters<typeof queue.send>) => {
    if (++sends > 1) throw new Unavailable("gone");
    return queue.send(...args);
  };
  made.world.queue = Object.assign(Object.create(queue), { send: dying });
  await expect(start()).rejects.toThrow("gone");
  made.world.queue = queue;
  const [reminder, ...others] = takeAll();
  expect(others).toEqual([]);
  const { id } = reminder!;
  await work(reminder!);
  await workOff();
  expect(await stateOf(id)).toMatchObject({ state: "done", seen: 60, result: { sum: 12 } });
  await work(reminder!);
  expect(takeAll()).toEqual([]);
});

test("what is written with a job holds together with it, or not at all", async () => {
  const key = { table: "index", pk: "main#other", sk: "-" } as const;
  const other = { put: key, v: 1, data: {}, expect: "absent" } as const;
  const { table, queue } = made.world;
  const asked = { kind: counting, subject: "welcome", input: { pages: 1 } };
  const begin = (at: number) =>
    startJob(made.world, asked, at, async (rows) => table.write([other, ...(await rows())]));
  const { id } = await begin(START);
  expect((await stateOf(id)).state).toBe("running");
  await expect(begin(START + 1)).rejects.toThrow(Conflict);
  expect((await listJobs(made.world, 10)).items).toHaveLength(1);
  expect(await startJob({ table, queue }, asked, START)).toEqual(await stateOf(id));
});

test("a cancelled job does nothing more, and what has ended can not be cancelled", async () => {
  const { id } = await start();
  const [first] = take();
  await work(first!);
  expect(await cancelJob(made.world, id)).toMatchObject({ state: "cancelled", seen: 10 });
  expect((await cancelJob(made.world, id)).state).toBe("cancelled");
  await workOff();
  expect(worked).toEqual({ "0/0": 1 });
  const { id: other } = await start(1);
  await workOff();
  await expect(cancelJob(made.world, other)).rejects.toThrow("this job is already done");
});

test("what may pass is tried again; what will not fails the job with its reason", async () => {
  const { id } = await start();
  const [first] = take();
  trouble = [new Unavailable("a moment")];
  await expect(work(first!)).rejects.toThrow("a moment");
  expect((await stateOf(id)).state).toBe("running");
  trouble = [new Defect("that can not be")];
  await work(first!);
  expect(await stateOf(id)).toMatchObject({ state: "failed", failure: "that can not be" });
});

test("ten jobs run at once and no more; whichever way one ends makes room", async () => {
  const started = [];
  for (let i = 0; i < MAX_RUNNING; i++) started.push(await start(1, `s${i}`));
  await expect(start(1, "more")).rejects.toThrow("10 jobs are running");
  await cancelJob(made.world, started[0]!.id);
  await start(1, "more");
  await expect(start(1, "even-more")).rejects.toThrow("10 jobs are running");
  await workOff();
  await start(1, "even-more");
});

test("jobs that start at one moment run, or are told to try again", async () => {
  const all = Array.from({ length: 3 * MAX_RUNNING }, (_, i) => start(1, `s${i}`));
  const results = await Promise.allSettled(all);
  const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused.length).toBeGreaterThanOrEqual(2 * MAX_RUNNING);
  for (const error of refused) expect(error).toBeInstanceOf(TooMany);
});

test("a job is listed newest first and forgotten a week after its end", async () => {
  const { id: old } = await start(1);
  await workOff();
  made.clock.advance(6 * DAY_MS);
  const { id: young } = await start(1);
  const list = async () => (await listJobs(made.world, 10)).items.map(({ data }) => data.id);
  expect(await list()).toEqual([young, old]);
  made.clock.advance(DAY_MS + 1);
  expect(await list()).toEqual([young]);
});
