import { beforeAll, expect, test } from "vitest";
import { FakeDynamo } from "./dynamo.ts";
import { type Entry, serviceOf, totalUsd } from "./ledger.ts";
import { figuresOf, summarize } from "./report.ts";
import { type Run, run } from "./run.ts";
import { sweepSlot } from "./slot.ts";

const PEOPLE = 200;
let metered: Run;
beforeAll(async () => {
  metered = await run({ people: PEOPLE, shape: "minute", perSecond: 200, seed: 1, hours: 26 });
});

const requests = (match: Partial<Entry>) =>
  metered.entries
    .filter((entry) => Object.entries(match).every(([k, v]) => entry[k as keyof Entry] === v))
    .reduce((sum, entry) => sum + entry.requests, 0);

test("every contact was enrolled and got their mails, and no message came back", () => {
  const { counts, failures } = metered;
  expect(counts.enter).toBe(PEOPLE);
  expect(failures).toBe(0);
  // The first mail, and by then the second for those who clicked.
  expect(counts.mail).toBeGreaterThan(PEOPLE);
  expect(counts.mail).toBeLessThanOrEqual(PEOPLE + counts.click);
});

test("every mail was claimed by one conditional write, and SES told of each by the stream", () => {
  const { mail } = metered.counts;
  expect(requests({ unit: "wru", kind: "claim" })).toBeCloseTo(mail);
  const told = requests({ unit: "firehose", kind: "record Delivery" });
  expect(told).toBeLessThanOrEqual(mail);
  expect(told).toBeGreaterThan(0.97 * mail);
});

test("what is received from a queue is deleted, as often at most: a window gathers several receives", () => {
  for (const queue of ["work", "deliver", "feedback"]) {
    const received = requests({ unit: "sqs", kind: `receive ${queue}` });
    const deleted = requests({ unit: "sqs", kind: `delete ${queue}` });
    expect(deleted).toBeLessThanOrEqual(received);
    expect(deleted).toBeGreaterThan(0);
  }
});

test("a tick without dead letters receives none, and once a day render is called for nothing", () => {
  const ticks = (by: string) => requests({ unit: "invocations", cause: "tick", by });
  expect(requests({ kind: "look at dead" })).toBe(ticks("tick"));
  expect(requests({ kind: "receive dead letters" })).toBe(0);
  expect(ticks("render")).toBe(2);
  // Its price, of an idle month of some two dollars.
  const render = metered.entries.filter(({ cause, by }) => cause === "tick" && by === "render");
  expect((totalUsd(render) / 2) * 30).toBeLessThan(0.001);
});

test("an entering event and a click are one request of the HTTP API each", () => {
  const { enter, click, open } = metered.counts;
  const http = (cause: Entry["cause"]) => requests({ unit: "http", cause });
  expect([http("enter"), http("click"), http("open")]).toEqual([enter, click, open]);
});

test("the services, the functions and the causes each add up to the total", () => {
  const { entries } = metered;
  const total = totalUsd(entries);
  for (const nameOf of [serviceOf, ({ by }: Entry) => by, ({ cause }: Entry) => cause]) {
    const parts = [...Map.groupBy(entries, nameOf).values()];
    expect(parts.reduce((sum, some) => sum + totalUsd(some), 0)).toBeCloseTo(total, 12);
  }
});

test("the summary's dollars are its units at their prices", () => {
  const figures = figuresOf(metered);
  const { wru, rru, sqs, sns, firehose, invocations, gbSeconds, logBytes } = figures.perMail;
  const usd =
    wru * 0.625 +
    rru * 0.125 +
    sqs * 0.4 +
    sns * 0.5 +
    firehose * 0.14848 +
    invocations * 0.2 +
    gbSeconds * 13.3334 +
    logBytes * 0.0005;
  expect(figures.mail).toBeCloseTo(usd, 6);
  expect(summarize(metered, figures, { minute: figures.mail })).toMatchObject({
    people: PEOPLE,
    mails: metered.counts.mail,
  });
});

test("a command that has no price fails", async () => {
  const dynamo = new FakeDynamo({
    call: async (_: number, serve: () => object) => serve(),
  } as never);
  await expect(dynamo.client.send({} as never)).rejects.toThrow("not priced");
});

test("a large slot is handed on by the deployed tick in memory that does not grow with it, at one read of each row", async () => {
  const [some, many] = [await sweepSlot(20_000), await sweepSlot(80_000)];
  expect([some.handedOn, many.handedOn]).toEqual([20_000, 80_000]);
  expect(many.mostHeld).toBeLessThanOrEqual(some.mostHeld);
  // A pack is under two kilobytes, and a read unit four; each page is rounded up once a shard.
  expect(many.rru).toBeLessThanOrEqual((80_000 / 25 / 4) * 2 + 200);
  expect(many.wru).toBeLessThan(80_000 / 2_500);
});
