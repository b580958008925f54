import fc from "fast-check";
import { expect, test } from "vitest";
import { createHandler as createTick } from "#functions/tick/handler.ts";
import { advanceClock } from "#infra/standalone/dev-clock.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { QueueWorker } from "#infra/standalone/queue-worker.ts";
import { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import { noQuota } from "#shared/adapters/local/quota.ts";
import { Database } from "#shared/adapters/sqlite/database.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import type { Reference } from "#shared/queue/index.ts";
import { packReferences, writePacks } from "#shared/scheduler/index.ts";
import { START } from "#test/support/world.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Seen = { name: string; due: number; at: number };

/**
 * A process whose machine's clock stands still, and whose work is to note what is due and when.
 * Each due thing leads to the next of its kind after `waits`, as a run's next step does.
 */
async function place(waits: Record<string, number[]>) {
  const database = new Database(":memory:");
  const clock = new OffsetClock(new Meta(database), () => START);
  const table = new SqliteTable(database, clock);
  const queue = new SqliteQueue(database, clock);
  const seen: Seen[] = [];
  const left = new Map(Object.entries(waits).map(([name, list]) => [name, [...list]]));
  const ports = { deadLetters: queue, backlog: queue, quota: noQuota };
  const world = { table, queue, clock, ...ports };
  const armNext = async (names: string[]) => {
    const now = clock.now();
    const next = names.flatMap((name): Reference[] => {
      const wait = left.get(name)?.shift();
      return wait === undefined ? [] : [{ kind: "schedule", sequence: name, at: now + wait }];
    });
    await writePacks(world, packReferences(next, now));
  };
  const work = async ({ Records }: { Records: { body: string }[] }) => {
    const due = Records.flatMap(({ body }) => (JSON.parse(body) as { due: Reference[] }).due);
    const names = due.map((one) => (one as { sequence: string }).sequence);
    for (const [i, name] of names.entries()) {
      seen.push({ name, due: due[i]!.at, at: clock.now() });
    }
    await armNext(names);
    return { batchItemFailures: [] };
  };
  const worker = new QueueWorker(queue, "work", work, { batchSize: 100, concurrency: 1 });
  const handler = createTick(world);
  const tick = () => handler({} as never, lambdaContext() as never) as unknown as Promise<void>;
  const drained = async () => {
    for (;;) {
      worker.wake(clock.now);
      const next = queue.nextVisibleAt();
      if (!worker.isBusy && (next === undefined || next > clock.now())) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await tick();
  await armNext([...left.keys()]);
  const advance = (ms: number) => advanceClock({ clock, table, queue, tick, drained }, ms);
  const stop = () => {
    worker.stop();
    database.close();
  };
  return { advance, seen, stop, table, clock, queue, tick };
}

test.each([
  ["a month's wait in one move", [30 * DAY], [31 * DAY]],
  ["a date 81 days ahead", [81 * DAY], [82 * DAY]],
  ["a year, and a day after it", [365 * DAY, DAY], [367 * DAY]],
  ["a wait that ends just when the move does", [30 * DAY], [30 * DAY]],
  ["many short moves", [40 * DAY], Array.from({ length: 41 }, () => DAY)],
])("%s comes due at its own instant", async (_, waits, moves) => {
  const { advance, seen, stop } = await place({ run: waits });
  for (const move of moves) await advance(move);
  const wanted = waits.map((_wait, i) => START + waits.slice(0, i + 1).reduce((a, b) => a + b));
  expect(seen.map(({ at }) => at)).toEqual(wanted);
  stop();
});

test("whatever waits, and however the clock is moved, all comes due in its order and each at its instant", async () => {
  const wait = fc.oneof(
    fc.integer({ min: 0, max: 20 * MINUTE }),
    fc.integer({ min: 1, max: 100 }).map((n) => n * MINUTE),
    fc.integer({ min: 1, max: 72 }).map((n) => n * HOUR),
    fc.integer({ min: 1, max: 400 }).map((n) => n * DAY),
  );
  const runs = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,4}$/),
    fc.array(wait, { minLength: 1, maxLength: 6 }),
    { minKeys: 1, maxKeys: 6 },
  );
  const moves = fc.array(wait, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(runs, moves, async (waits, by) => {
      const { advance, seen, stop, clock } = await place(waits);
      let total = 0;
      for (const ms of by) {
        await advance(ms);
        total += ms;
        expect(clock.now()).toBe(START + total);
      }
      // What is due is handed on a few minutes after now at the soonest, as in real time.
      const late = 5 * MINUTE;
      for (const { due, at } of seen) expect(at - due).toBeLessThan(late);
      for (const { due, at } of seen) expect(at).toBeGreaterThanOrEqual(due);
      expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted((a, b) => a - b));
      for (const [name, list] of Object.entries(waits)) {
        const mine = seen.filter((one) => one.name === name);
        const next = list[mine.length];
        const last = mine.at(-1)?.at ?? START;
        if (next !== undefined) expect(last + next + late).toBeGreaterThan(START + total);
      }
      stop();
    }),
    { numRuns: 60 },
  );
});

test("an idle year is passed over, not walked through", async () => {
  const { advance, stop, table } = await place({});
  const query = table.query;
  let reads = 0;
  table.query = (...args) => {
    reads += 1;
    return query(...args);
  };
  for (let day = 0; day < 365; day++) await advance(DAY);
  // A slot of each of the two wheels is read for a move: four shards each.
  expect(reads).toBeLessThanOrEqual(365 * 2 * 4);
  stop();
});

test("a dead letter is tried again at the next minutes of a move, as it is in real time", async () => {
  const { advance, stop, queue, seen } = await place({});
  await queue.send("work", [
    { body: { due: [{ kind: "schedule", sequence: "late", at: START }] } },
  ]);
  const [letter] = queue.receive("work", 1);
  for (let failed = 0; failed < 5; failed++) await queue.fail([letter!.id]);
  expect(await queue.list(10)).toHaveLength(1);
  await advance(DAY);
  expect(seen).toEqual([{ name: "late", due: START, at: START + MINUTE }]);
  stop();
});
