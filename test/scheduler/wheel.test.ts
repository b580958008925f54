import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reference } from "#shared/queue/index.ts";
import {
  packReferences,
  readReference,
  rewriteLatePacks,
  slotStart,
  startWheels,
  sweep,
  writePacks,
} from "#shared/scheduler/index.ts";
import { packRow } from "#shared/scheduler/pack-store.ts";
import { pickSlot } from "#shared/scheduler/slot.ts";
import { makeWorld } from "#test/support/world.ts";

const MINUTE = 60_000;
const NOW = Date.parse("2026-03-02T12:00:00.000Z");

test("no slot is nearer than two minutes, and none is later than what is due allows", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 9 }),
      fc.integer({ min: -(10 ** 7), max: 10 ** 10 }),
      (lag, ahead) => {
        const now = NOW + lag;
        const start = slotStart(pickSlot(now + ahead, now));
        expect(start).toBeGreaterThanOrEqual(now + 2 * MINUTE);
        expect(start).toBeLessThanOrEqual(Math.max(now + ahead, now + 4 * MINUTE));
      },
    ),
  );
});

const look = (n: number, at: number): Reference => ({
  kind: "reconcile",
  message: `m${n}`,
  at,
  attempt: 0,
});

test("a reference is read as it was written, and never sooner", () => {
  const at = NOW + 5 * MINUTE;
  const contact = "c_0mb2k5h3abcdefghi";
  const all: Reference[] = [
    { kind: "run", contact, sequence: "welcome", at },
    { kind: "mail", message: `${contact}_x_y`, queue: "deliver-now", at },
    { kind: "mail", message: `${contact}_x_y`, queue: "deliver", at },
    { kind: "reconcile", message: `${contact}_x_y`, at, attempt: 3 },
  ];
  const [pack] = packReferences(all, NOW);
  const { data, v } = packRow(pack!);
  const { references } = data as { references: string[] };
  expect(references.map(readReference)).toEqual(all);
  expect([v, references.every((one) => typeof one === "string")]).toEqual([2, true]);
  const [late] = packReferences([look(1, at + 0.5)], NOW).map(packRow);
  const [one] = (late!.data as { references: string[] }).references;
  expect(readReference(one!).at).toBe(at + 1);
});

test("packs hold at most 25 references of one slot, and lose none", () => {
  const references = Array.from({ length: 60 }, (_, n) =>
    look(n, NOW + (n % 2 ? 10 : 90) * MINUTE),
  );
  const packs = packReferences(references, NOW);
  expect(packs.flatMap((pack) => pack.references)).toHaveLength(60);
  expect(packs.every((pack) => pack.references.length <= 25)).toBe(true);
  expect(packs).toHaveLength(4);
});

test("everything due is handed on once its slot begins, with the delay that is left", async () => {
  const { world, clock, queue } = makeWorld();
  await sweep(world, "m");
  await sweep(world, "q");
  const instants = [5 * MINUTE + 30_000, 3 * 60 * MINUTE + 7 * MINUTE].map(
    (ms) => clock.now() + ms,
  );
  await writePacks(
    world,
    packReferences(
      instants.map((at, n) => look(n, at)),
      clock.now(),
    ),
  );
  const seen: number[] = [];
  for (let minute = 0; minute < 4 * 60; minute++) {
    await sweep(world, "m");
    await sweep(world, "q");
    for (let second = 0; second < 60; second++) {
      for (const message of queue.receive("feedback", 10)) {
        seen.push(
          ...JSON.parse(message.body).due.map((one: { at: number }) => clock.now() - one.at),
        );
        await queue.ack([message.id]);
      }
      clock.advance(1_000);
    }
  }
  expect(seen).toHaveLength(2);
  expect(seen.every((late) => late >= 0 && late <= 1_000)).toBe(true);
});

test("a sweep that takes long adds none of its time to what it hands on last", async () => {
  const { world, clock, queue } = makeWorld();
  await sweep(world, "q");
  const slot = clock.now() + 15 * MINUTE;
  const due = slot + 10 * MINUTE;
  const references = Array.from(
    { length: 6_000 },
    (_, n): Reference => ({
      ...{ kind: "run", contact: `c${n}`, sequence: "s" },
      at: due,
    }),
  );
  await writePacks(world, packReferences(references, clock.now()));
  clock.at = slot;
  const { send } = queue;
  const slow = async (...args: Parameters<typeof send>) => {
    clock.advance(5_000);
    await send(...args);
  };
  await sweep({ ...world, queue: { send: slow } }, "q");
  // Sent at the end of a five-second call, it is due five seconds sooner: calls do not add up.
  clock.at = due + 5_000;
  expect(queue.receive("work", 1_000)).toHaveLength(240);
});

test("a pack that comes too late even when it is written again is written once more", async () => {
  const { world, clock, queue, table } = makeWorld();
  await sweep(world, "m");
  await sweep(world, "q");
  const packs = packReferences([look(1, clock.now() + 15 * MINUTE)], clock.now());
  let sleeps = 2;
  const writeEach: typeof table.writeEach = async (...args) => {
    if (sleeps-- > 0) {
      clock.advance(10 * MINUTE);
      await sweep(world, "m");
      await sweep(world, "q");
    }
    return table.writeEach(...args);
  };
  const sleepy = { table: { ...world.table, writeEach }, clock };
  await writePacks(sleepy, packs);
  await rewriteLatePacks(sleepy, packs);
  clock.advance(5 * MINUTE);
  await sweep(world, "m");
  await sweep(world, "q");
  clock.advance(20 * MINUTE);
  expect(queue.receive("feedback", 10)).toHaveLength(1);
});

test("looks of one minute travel together, none before its time", async () => {
  const { world, clock, queue } = makeWorld();
  await sweep(world, "q");
  const first = clock.now() + 20 * MINUTE + 1_000;
  const looks = Array.from({ length: 20 }, (_, n) => look(n, first + n * 3_000));
  await writePacks(world, packReferences(looks, clock.now()));
  clock.advance(15 * MINUTE);
  await sweep(world, "q");
  clock.advance(5 * MINUTE + 58_000 - 1);
  expect(queue.receive("feedback", 10)).toEqual([]);
  clock.advance(1);
  const [message, ...others] = queue.receive("feedback", 10);
  expect(others).toEqual([]);
  expect(JSON.parse(message!.body).due).toEqual(looks);
});

test("a sweep that was down for days skips nothing", async () => {
  const { world, clock, queue } = makeWorld();
  await sweep(world, "m");
  await sweep(world, "q");
  await writePacks(
    world,
    packReferences(
      [look(1, clock.now() + 60 * MINUTE), look(2, clock.now() + 5 * MINUTE)],
      clock.now(),
    ),
  );
  clock.advance(3 * 24 * 60 * MINUTE);
  await sweep(world, "q");
  await sweep(world, "m");
  expect(queue.receive("feedback", 10).length).toBe(2);
});

test("an idle wheel lags no more than others, and reads each slot once", async () => {
  const { world, clock } = makeWorld();
  let reads = 0;
  const { table } = world;
  const query: typeof table.query = (...args) => {
    reads += 1;
    return table.query(...args);
  };
  const watched = { ...world, table: Object.assign(Object.create(table), { query }) };
  for (let minute = 0; minute < 60; minute++) {
    expect((await sweep(watched, "m")).lagMs).toBeLessThan(MINUTE);
    clock.advance(MINUTE);
  }
  expect(reads).toBe(60 * 4);
});

test("a cursor does not move when the queue did not take everything", async () => {
  const { world, clock } = makeWorld();
  await sweep(world, "m");
  await writePacks(world, packReferences([look(1, clock.now() + 5 * MINUTE)], clock.now()));
  clock.advance(10 * MINUTE);
  const broken = { ...world, queue: { send: async () => Promise.reject(new Error("down")) } };
  await expect(sweep(broken, "m")).rejects.toThrow("down");
  expect((await sweep(world, "m")).handedOn).toBe(1);
});

test("once the wheels are started, a first sweep that comes days late passes nothing over", async () => {
  const { world, clock } = makeWorld();
  await startWheels(world);
  const at = clock.now() + 20 * MINUTE;
  await writePacks(world, packReferences([look(1, at)], clock.now()));
  clock.advance(2 * 24 * 60 * MINUTE);
  const swept = await Promise.all([sweep(world, "m"), sweep(world, "q")]);
  expect(swept.map(({ handedOn }) => handedOn)).toEqual([0, 1]);
  await startWheels(world);
  expect((await sweep(world, "q")).handedOn).toBe(0);
});
