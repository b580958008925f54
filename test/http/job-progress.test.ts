import { expect, test } from "vitest";
import { showJob } from "#functions/api/routes/jobs.ts";
import type { Job } from "#shared/bulk/index.ts";
import { putJob } from "#shared/bulk/job-store.ts";
import { makeApi } from "#test/support/api.ts";
import { makeWorld, START } from "#test/support/world.ts";

test.each([
  [
    { seen: 3, of: 10 },
    { seen: 3, of: 10 },
  ],
  [
    { seen: 7, of: 7 },
    { seen: 7, of: 7 },
  ],
  [{ seen: 7, of: 0 }, { seen: 7 }],
  [{ seen: 7 }, { seen: 7 }],
])("a job that counts %j shows %j: no estimate below what was seen", async (counted, progress) => {
  const { world } = makeWorld();
  const job = {
    id: "j",
    kind: "backtest",
    subject: "hello",
    input: {},
    shards: 1,
    startedAt: START,
  };
  const shown = await showJob(world, { ...job, state: "done", ...counted });
  expect(shown.progress).toEqual(progress);
});

test.each([
  [
    { seen: 250, of: 1_000 },
    { share: 0.25, secondsLeft: 180 },
  ],
  [
    { seen: 1_000, of: 1_000 },
    { share: 1, secondsLeft: 0 },
  ],
  // Too early to tell.
  [{ seen: 5, of: 1_000 }, { share: 0.005 }],
  [{ seen: 0, of: 0 }, {}],
  [{ seen: 5, of: 3 }, {}],
])("a running job that did %j in a minute says %j", async ({ seen, of }, pace) => {
  const { world, clock } = makeWorld();
  const job = { id: "j", kind: "backtest", subject: "hello", shards: 1, startedAt: START };
  clock.advance(60_000);
  const { progress } = await showJob(world, { ...job, state: "running", seen, of });
  expect(progress).toEqual({ seen, ...(of >= seen && { of }), ...pace });
});

test("jobs are listed by kind, subject and state, page by page", async () => {
  const api = await makeApi();
  const put = (n: number, kind: string, subject: string, state: Job["state"]) => {
    const id = `j_${String(n).padStart(9, "0")}x`;
    const job: Job = { id, kind, subject, state, shards: 1, startedAt: START + n, seen: 1 };
    return api.world.table.write([putJob(job, "absent")]);
  };
  for (let n = 0; n < 60; n++) {
    const [kind, state] =
      n % 10 === 0 ? (["erase", "failed"] as const) : (["backtest", "done"] as const);
    await put(n, kind, n % 2 === 0 ? "even" : "odd", state);
  }
  const list = async (query: string) => (await api.call("GET", `/v1/jobs?${query}`)).body;
  expect((await list("kind=erase")).items).toHaveLength(6);
  expect((await list("kind=backtest&subject=odd&state=done&limit=200")).items).toHaveLength(30);
  expect((await list("state=running")).items).toEqual([]);
  const ids = [];
  for (let cursor = ""; ; ) {
    const page = await list(`state=failed&limit=2${cursor && `&cursor=${cursor}`}`);
    ids.push(...page.items.map(({ id }: { id: string }) => id));
    cursor = page.cursor;
    if (!cursor) break;
  }
  expect(ids).toEqual(["50", "40", "30", "20", "10", "00"].map((n) => `j_0000000${n}x`));
  const { status, body } = await api.call("GET", "/v1/jobs?state=lost");
  expect([status, body.errors[0].path]).toEqual([422, "/state"]);
});
