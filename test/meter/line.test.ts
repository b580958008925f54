import { expect, test } from "vitest";
import { DynamoTable } from "#shared/adapters/aws/dynamodb/table.ts";
import { TABLES } from "#shared/ports/table.ts";
import { TestClock } from "#test/support/world.ts";
import { FakeDynamo } from "./dynamo.ts";

const KEY = { table: "rate", pk: "lane", sk: "deliver" } as const;

function makeTable() {
  const meter = { call: async (_: number, serve: () => object) => serve() };
  const dynamo = new FakeDynamo(meter as never);
  const writes = { count: 0, refused: 0 };
  dynamo.onServed = ({ error }) => {
    writes.count += 1;
    if (error) writes.refused += 1;
  };
  const names = Object.fromEntries(TABLES.map((name) => [name, name]));
  return { table: new DynamoTable(dynamo.client, names, new TestClock()), writes };
}

test("fifty callers that reserve stretches of a line at once don't wait: two updates each at most, one when its end is known", async () => {
  const { table, writes } = makeTable();
  const take = (from: number) => table.add(KEY, { end: 10 }, { from });
  const first = await Promise.all(Array.from({ length: 50 }, () => take(1_000)));
  expect(new Set(first.map(({ end }) => end)).size).toBe(50);
  expect(Math.max(...first.map(({ end }) => end!))).toBe(1_500);
  expect(writes.count).toBeLessThan(100);
  writes.count = 0;
  await Promise.all(Array.from({ length: 50 }, () => take(1_200)));
  expect(writes.count).toBe(50);
  // Idle for long: it is known to stand low.
  writes.count = 0;
  expect(await take(9_000)).toEqual({ end: 9_010 });
  expect(writes).toMatchObject({ count: 1 });
});

test("what counts on from somewhere expires as other counters do", async () => {
  const { table } = makeTable();
  const clock = new TestClock();
  const take = (from: number) => table.add(KEY, { end: 10 }, { from, expiresAt: clock.now() - 1 });
  expect(await take(500)).toEqual({ end: 510 });
  expect(await take(100)).toEqual({ end: 110 });
});
