import { expect, test } from "vitest";
import { defineBulk, fanOut, runFanOutPage } from "#shared/bulk/index.ts";
import type { FanOutPage } from "#shared/queue/index.ts";
import { makeWorld } from "#test/support/world.ts";

type Task = { input: { pages: number }; shard: number; after?: string };

const worked: string[] = [];
const counting = defineBulk<object, Task["input"]>({
  kind: "counting",
  shards: 2,
  page: async (_, { input, shard, after = "0" }: Task) => {
    worked.push(`${shard}/${after}`);
    const next = Number(after) + 1;
    return { seen: 1, next: next < input.pages ? String(next) : undefined };
  },
});

test("a fan-out goes through all pages of all shards, from message to message, and keeps no row", async () => {
  const { world, database } = makeWorld();
  const take = (): FanOutPage[] => {
    const rows = database.sql.prepare("SELECT body FROM queue ORDER BY id").all();
    database.sql.prepare("DELETE FROM queue").run();
    return rows.map((row) => JSON.parse(row.body as string).fanOut);
  };
  await fanOut(world, counting, { pages: 3 });
  for (let pages = take(); pages.length > 0; pages = take()) {
    for (const page of pages) await runFanOutPage(world, [counting], page);
  }
  expect(worked).toEqual(["0/0", "1/0", "0/1", "1/1", "0/2", "1/2"]);
  expect((await world.table.query("index", "main#job", {})).items).toEqual([]);
});

test("a page of a kind that no worker knows fails, and so becomes a dead letter", async () => {
  const { world } = makeWorld();
  const page = { kind: "gone", input: {}, shard: 0 };
  await expect(runFanOutPage(world, [counting], page)).rejects.toThrow('of the kind "gone"');
});
