import { expect, test } from "vitest";
import { showJob } from "#functions/api/routes/jobs.ts";
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
