import { expect, test } from "vitest";
import type { Reference } from "#shared/queue/index.ts";
import {
  packReferences,
  readCursor,
  slotAt,
  startWheels,
  sweep,
  writePacks,
} from "#shared/scheduler/index.ts";
import { makeWorld } from "#test/support/world.ts";
import { countRounds } from "./count-rounds.ts";
import { virtualSlot } from "./virtual-slot.ts";

const MINUTE = 30_000;
const DAY_MINUTES = 24 * 60;

const run = (n: number, at: number): Reference => ({
  ...{ kind: "run", contact: `c${n}`, sequence: "s", entryKey: "-" },
  at,
});

/** A world in which `count` runs are due at one instant, the slot of which has just begun. */
async function crowd(count: number) {
  const made = makeWorld();
  await startWheels(made.world);
  const at = made.clock.now() + 30 * MINUTE;
  const references = Array.from({ length: count }, (_, n) => run(n, at));
  await writePacks(made.world, packReferences(references, made.clock.now()));
  made.clock.at = at;
  return made;
}

type Sent = { body: { due: Reference[] } }[];
const contactsIn = (messages: unknown) =>
  (messages as Sent).flatMap(({ body }) =>
    body.due.map((one) => (one as { contact: string }).contact),
  );

test("what a sweep holds in memory is the same for two hundred thousand in one slot as for twenty thousand", async () => {
  const [some, many] = [await virtualSlot(20_000), await virtualSlot(200_000)];
  expect(await some.sweep()).toBe(20_000);
  expect(await many.sweep()).toBe(200_000);
  expect(many.mostHeld).toBeLessThanOrEqual(some.mostHeld);
  expect(many.mostHeld).toBeLessThanOrEqual(10_000);
});

test("a sweep that dies within a large slot goes on from there: nothing is lost, and a page at most comes again", async () => {
  const { world, queue } = await crowd(30_000);
  const seen: string[] = [];
  let sends = 0;
  const dying: typeof queue.send = async (_, messages) => {
    if (++sends % 5 === 0) throw new Error("died");
    seen.push(...contactsIn(messages));
  };
  let deaths = 0;
  while (deaths < 100) {
    const alive = await sweep({ ...world, queue: { send: dying } }, "q").then(
      () => true,
      () => false,
    );
    if (alive) break;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(1);
  expect(new Set(seen).size).toBe(30_000);
  expect(seen.length - 30_000).toBeLessThanOrEqual(deaths * 10_000);
});

test("the cursor moves within a large slot, and only past what the queue took", async () => {
  const { world, clock, queue } = await crowd(30_000);
  const taken = new Set<string>();
  const moved: boolean[] = [];
  const send: typeof queue.send = async (_, messages) => {
    for (const contact of contactsIn(messages)) taken.add(contact);
  };
  const { table } = world;
  const write: typeof table.write = async (...args) => {
    await table.write(...args);
    const cursor = (await readCursor(world, "q"))!.data;
    moved.push(cursor.open !== undefined);
    // A sweep that starts here alone gets all the rest.
    const rest = new Set<string>();
    const watching = Object.assign(Object.create(table), { write: async () => {} });
    const collect: typeof queue.send = async (_, messages) => {
      for (const contact of contactsIn(messages)) rest.add(contact);
    };
    await sweep({ ...world, table: watching, queue: { send: collect } }, "q");
    expect(taken.union(rest).size).toBe(30_000);
  };
  const watched = Object.assign(Object.create(table), { write });
  await sweep({ ...world, table: watched, queue: { send } }, "q");
  expect(moved.filter((isWithin) => isWithin).length).toBeGreaterThan(2);
  expect(moved.at(-1)).toBe(false);
  expect((await readCursor(world, "q"))!.data).toEqual({
    next: slotAt("q", clock.now()).number + 1,
  });
});

test("a sweep ends when its time is over, and the next goes on within the slot", async () => {
  const { world, clock, queue } = await crowd(30_000);
  const seen: string[] = [];
  const slow: typeof queue.send = async (_, messages) => {
    clock.advance(1_000);
    seen.push(...contactsIn(messages));
  };
  const pace = { budgetMs: 3_000 };
  const first = await sweep({ ...world, queue: { send: slow } }, "q", pace);
  expect(first.handedOn).toBeGreaterThan(0);
  expect(first.handedOn).toBeLessThan(15_000);
  let calls = 1;
  for (; new Set(seen).size < 30_000 && calls < 20; calls++) {
    await sweep({ ...world, queue: { send: slow } }, "q", pace);
  }
  expect(calls).toBeLessThan(20);
  expect(seen).toHaveLength(30_000);
});

test("two sweeps of one large slot: the slower ends, and everything is handed on", async () => {
  const { world, queue } = await crowd(30_000);
  const seen: string[] = [];
  const send: typeof queue.send = async (_, messages) => void seen.push(...contactsIn(messages));
  const both = [0, 1].map(() => sweep({ ...world, queue: { send } }, "q"));
  await Promise.all(both);
  expect(new Set(seen).size).toBe(30_000);
  expect(seen.length).toBeLessThan(45_000);
});

test("a day is caught up in rounds of a slow store, not slot by slot", async () => {
  const { world, clock } = makeWorld();
  await startWheels(world);
  const start = clock.now();
  const hours = Array.from({ length: 24 }, (_, n) => run(n, start + n * 60 * MINUTE + 5 * MINUTE));
  await writePacks(world, packReferences(hours, start));
  clock.advance(DAY_MINUTES * MINUTE);
  const near = await countRounds(world, (slow) => sweep(slow, "m"));
  const later = await countRounds(world, (slow) => sweep(slow, "q"));
  expect(near.result.handedOn + later.result.handedOn).toBe(24);
  // One slot after another they were one for each slot at least.
  expect(near.rounds).toBeLessThan(DAY_MINUTES / 4);
  expect(later.rounds).toBeLessThan(DAY_MINUTES / 15 / 2);
  expect(near.mostAtOnce).toBeLessThanOrEqual(32);
});
