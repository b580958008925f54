import { expect, test } from "vitest";
import { makeApi } from "#test/support/api.ts";
import { failWork } from "#test/support/fail-work.ts";

/** An API beside work that failed five times, in another minute each. */
async function makeFailed(count: number) {
  const api = await makeApi();
  await failWork(api.world, api.clock, count);
  const list = async () => (await api.call("GET", "/v1/dead-letters")).body.items;
  return { ...api, list };
}

test("a dead letter says why and when it failed, and nothing of what it holds", async () => {
  const { list } = await makeFailed(1);
  const items = await list();
  expect(items).toEqual([
    {
      id: expect.any(String),
      queue: "work",
      redriven: 0,
      sentAt: "2026-03-02T12:00:00.000Z",
      failedAt: "2026-03-02T12:04:00.000Z",
      error: expect.stringMatching(/^InvalidInput: /),
    },
  ]);
  expect(JSON.stringify(items)).not.toContain("ada");
});

test("one is put back, one is dropped, and the others stay", async () => {
  const { list, call, queue } = await makeFailed(3);
  const [first, second, third] = (await list()).map(({ id }: { id: string }) => id);
  const again = await call("POST", `/v1/dead-letters/${first}/redrive`);
  expect([again.status, again.body]).toEqual([200, { redriven: 1, stuck: 0 }]);
  expect(queue.receive("work", 10).map(({ id }) => id)).toEqual([first]);
  expect((await call("DELETE", `/v1/dead-letters/${second}`)).status).toBe(204);
  expect((await list()).map(({ id }: { id: string }) => id)).toEqual([third]);
  for (const id of [first, second, "x"]) {
    expect((await call("POST", `/v1/dead-letters/${id}/redrive`)).status).toBe(404);
    expect((await call("DELETE", `/v1/dead-letters/${id}`)).status).toBe(404);
  }
});

test("a letter whose program ended has no reason of its own", async () => {
  const { list, database } = await makeFailed(1);
  database.sql.exec(`DELETE FROM "index" WHERE pk LIKE 'main#failure#%'`);
  expect(await list()).toEqual([expect.objectContaining({ error: null, failedAt: null })]);
});
