import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Condition } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { START } from "#test/support/world.ts";
import { dynamo, makeContact, TABLES_OF } from "./stored-history.ts";

const named = (name: string, i: number, data: EventRow["data"] = {}): EventRow => ({
  id: `${name}-${i}`,
  name,
  at: START - i * HOUR_MS,
  data,
});
const many = (name: string, count: number, data?: EventRow["data"]) =>
  Array.from({ length: count }, (_, i) => named(name, i, data));
const parse = (condition: object) => Condition.parse(condition);
const filler = (bytes: number) => ({ text: "x".repeat(bytes) });

describe.each(Object.entries(TABLES_OF))("on %s", (_, open) => {
  test("an order is known after thousands of other events", async () => {
    const { table, clock } = open();
    const ann = await makeContact(table, clock);
    await ann.record([named("ordered", 2_000, { total: 30, ...filler(200) })]);
    await ann.record(many("page_viewed", 1_100));
    const ask = async (condition: object) => (await ann.ask(parse(condition))).matches;
    expect(await ask({ event: "ordered" })).toBe(true);
    expect(await ask({ event: "ordered", sum: { field: "total", is: 30 } })).toBe(true);
    expect(await ask({ event: "page_viewed", count: { gte: 1_000 } })).toBe(true);
    expect(await ask({ event: "page_viewed", within: "PT99H", count: { lte: 100 } })).toBe(true);
    expect(await ask({ event: "page_viewed", within: "PT100H", count: { lte: 100 } })).toBe(false);
    const both = [
      { event: "ordered", within: "P90D" },
      { event: "page_viewed", did: false },
    ];
    expect(await ask({ all: [both[0]] })).toBe(true);
    expect(await ask({ any: [{ none: [both[0]] }, both[1]] })).toBe(false);
  });

  test("sums and counts of many events are exact, large ones among them", async () => {
    const { table, clock } = open();
    const ann = await makeContact(table, clock);
    const events = Array.from({ length: 1_500 }, (_, i) => ({
      ...named("ordered", i, { total: 1, ...(i % 500 === 7 && filler(30_000)) }),
    }));
    await ann.record(events);
    const ask = async (condition: object) => (await ann.ask(parse(condition))).matches;
    expect(await ask({ event: "ordered", sum: { field: "total", is: 1_500 } })).toBe(true);
    expect(
      await ask({ event: "ordered", where: { text: { exists: true } }, count: { gte: 3, lte: 3 } }),
    ).toBe(true);
  });

  test("no event counts for longer than events are kept, however large it is", async () => {
    for (const data of [{}, filler(100), filler(400), filler(5_000)]) {
      const { table, clock } = open();
      const ann = await makeContact(table, clock);
      await ann.record([named("ordered", 0, data)]);
      const until = START + 400 * DAY_MS + 1;
      expect(await ann.ask(parse({ event: "ordered" }))).toEqual({ matches: true, until });
      for (const [at, matches] of [
        [until - 1, true],
        [until, false],
      ] as const) {
        clock.at = at;
        expect((await ann.ask(parse({ event: "ordered" }))).matches).toBe(matches);
        expect(
          (await ann.ask(parse({ event: "ordered", first: { ago: { gte: "P1D" } } }))).matches,
        ).toBe(matches);
      }
    }
  });

  test("a burst of events of one contact is stored whole, and an event that comes again changes nothing", async () => {
    const { table, clock } = open();
    const ann = await makeContact(table, clock);
    const events = many("ordered", 300);
    await Promise.all(events.map((event) => ann.record([event, event])));
    await ann.record(events.slice(0, 120));
    expect(
      (await ann.ask(parse({ event: "ordered", count: { gte: 300, lte: 300 } }))).matches,
    ).toBe(true);
  });

  test("names that begin alike, and ids with any sign, are told apart", async () => {
    const { table, clock } = open();
    const ann = await makeContact(table, clock);
    for (const name of ["a", "a#b", "a%23b", "a.b", "ab", "A", "ä", "a b", "\u{1f600}"]) {
      await ann.record([{ ...named(name, 1), id: "x#y/\u{1f600}" }]);
      const exactly = { event: name, count: { gte: 1, lte: 1 } } as Condition;
      expect((await ann.ask(exactly)).matches).toBe(true);
    }
    const all = ["a", "a#b", "ab", "ä"].map((event) => ({ event, count: { gte: 1, lte: 1 } }));
    expect((await ann.ask({ all } as Condition)).matches).toBe(true);
  });
});

const anEvent = fc.record({
  name: fc.constantFrom("a", "b", "b2"),
  daysAgo: fc.nat({ max: 450 }),
  total: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
});
const within = fc.constantFrom(undefined, "P30D", "P399D");
const aCondition = fc
  .record({
    within,
    aspect: fc.constantFrom(
      {},
      { did: false },
      { count: { gte: 2 } },
      { count: { lte: 1 } },
      { where: { total: { gte: 3 } } },
      { sum: { field: "total", gte: 5 } },
      { first: { ago: { gte: "P50D" } } },
      { last: { ago: { lte: "P50D" } } },
    ),
  })
  .map(({ within: span, aspect }) =>
    parse({ event: "b", ...(span && { within: span }), ...aspect }),
  );

test("an answer about one name is the same whatever else happened, and however large the data is", async () => {
  let positive = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(anEvent, { maxLength: 12 }),
      aCondition,
      fc.nat({ max: 150 }),
      fc.constantFrom(0, 300, 700, 9_000),
      async (list, condition, others, size) => {
        const events = list.map(
          ({ name, daysAgo, total }, i): EventRow => ({
            ...{ id: `e${i}`, name, at: START - daysAgo * DAY_MS },
            data: total === undefined ? {} : { total },
          }),
        );
        const asked = async (given: EventRow[]) => {
          const { table, clock } = TABLES_OF.sqlite();
          const ann = await makeContact(table, clock);
          await ann.record(given);
          const other = parse({
            any: [
              condition,
              { event: "a", count: { gte: 1_000 } },
              { event: "c", did: true, within: "PT1M" },
            ],
          });
          return [await ann.ask(condition), (await ann.ask(other)).matches];
        };
        const own = events.filter(({ name }) => name === "b");
        const alone = await asked(own);
        const noise = Array.from({ length: others }, (_, i) => named("b1", i, filler(i % 9)));
        const large = events.map((event) => ({
          ...event,
          data: { ...event.data, ...filler(size) },
        }));
        expect(await asked([...large, ...noise])).toEqual(alone);
        positive += Number((alone[0] as { matches: boolean }).matches);
      },
    ),
    { numRuns: 60, seed: 4 },
  );
  expect(positive).toBeGreaterThan(10);
});

const queries = (served: { command: { constructor: { name: string } } }[]) =>
  served.map(({ command }) => command.constructor.name.replace("Command", ""));

const readUnits = (served: { units: { unit: string; quantity: number }[] }[]) =>
  served
    .flatMap(({ units }) => units)
    .filter(({ unit }) => unit === "rru")
    .reduce((sum, { quantity }) => sum + quantity, 0);

test("a few names are a query and a unit each, whatever lies between them", async () => {
  const { table, clock, served } = dynamo();
  const ann = await makeContact(table, clock);
  const names = ["cart", "ordered", "page_viewed", "signed_up"];
  await ann.record(names.flatMap((name) => many(name, 5, { total: 1 })));
  await ann.record(many("installed", 300, filler(400)));
  await ann.record(many("opened", 300, filler(400)));
  const condition = parse({ all: names.map((event) => ({ event, where: { total: { is: 1 } } })) });
  served.length = 0;
  expect((await ann.ask(condition)).matches).toBe(true);
  // The contact, and each name.
  expect(queries(served)).toEqual(Array(5).fill("Query"));
  expect(readUnits(served)).toBe(5);
});

test("one query answers for many names of an ordinary contact, and what lies between costs little more", async () => {
  const { table, clock, served } = dynamo();
  const ann = await makeContact(table, clock);
  const names = ["a", "b", "c", "d", "e", "f", "x", "y", "z"];
  await ann.record(names.flatMap((name) => many(name, 4, { total: 1 })));
  const condition = parse({ all: names.map((event) => ({ event, where: { total: { is: 1 } } })) });
  served.length = 0;
  expect((await ann.ask(condition)).matches).toBe(true);
  // The contact, and their history.
  expect(queries(served)).toEqual(["Query", "Query"]);
  expect(readUnits(served)).toBeLessThan(names.length / 2);
  await ann.record(many("other", 500, filler(400)));
  served.length = 0;
  expect((await ann.ask(condition)).matches).toBe(true);
  // What a glance costs in vain is no more than the queries that it could not spare.
  expect(readUnits(served)).toBeLessThanOrEqual(1 + 2 * names.length);
});

test("whether something happened at all is found among the newest, however much of it there is", async () => {
  const { table, clock, served } = dynamo();
  const ann = await makeContact(table, clock);
  await ann.record(many("page_viewed", 1_000, { path: "/" }));
  served.length = 0;
  expect((await ann.ask(parse({ event: "page_viewed", did: false, within: "P14D" }))).matches).toBe(
    false,
  );
  expect(readUnits(served)).toBeLessThan(12);
});

test("an event costs one read and two writes, none of them whole transactions", async () => {
  const { table, clock, served } = dynamo();
  const ann = await makeContact(table, clock);
  await ann.record(many("ordered", 40, { total: 1 }));
  served.length = 0;
  await ann.record([{ ...named("ordered", 1), at: START + MINUTE_MS, data: { total: 5 } }]);
  expect(queries(served)).toEqual(["GetItem", "PutItem"]);
  const wru = served.flatMap(({ units }) => units).filter(({ unit }) => unit === "wru");
  expect(wru.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(1);
});

test("the row of an event among those of its name is one write unit, whatever it is called and holds", async () => {
  const { table, clock, served } = dynamo();
  const ann = await makeContact(table, clock);
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
  const anEvent = fc.record({
    id: fc.oneof(text, fc.stringMatching(/^[a-z0-9-]{1,200}$/)),
    name: fc.oneof(text, fc.constantFrom("#".repeat(100), "%".repeat(100), "ordered")),
    at: fc.integer({ min: START, max: START + DAY_MS }),
    data: fc.record({ text: fc.string({ maxLength: 900 }) }),
  });
  await fc.assert(
    fc.asyncProperty(anEvent, async (event) => {
      served.length = 0;
      await ann.record([event]);
      const put = served.find(({ command }) =>
        JSON.stringify(command.input).includes(`"sk":{"S":"d#`),
      );
      expect(put!.units.map(({ quantity }) => quantity)).toEqual([1]);
    }),
  );
});
