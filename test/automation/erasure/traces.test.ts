import { expect, test } from "vitest";
import { putSegmentMember } from "#shared/audience/segments/index.ts";
import { putResponsePointer } from "#shared/automation/requests/index.ts";
import { putMember } from "#shared/automation/versions/index.ts";
import { getJob } from "#shared/bulk/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { FeedbackMessage, WorkMessage } from "#shared/queue/index.ts";
import { makeBoth, rows } from "./two-contacts.ts";

test("rows that say who is inside go, also those that were left by a writer that lost a race", async () => {
  const engine = await makeBoth();
  const { ada, table, erase } = engine;
  await engine.must("PUT", "/v1/segments/gone", {
    name: "Gone",
    condition: { attribute: "plan", is: "x" },
  });
  await engine.must("DELETE", "/v1/segments/gone");
  await table.write([
    putMember("first", ada, "ada@example.com", "never-began"),
    putSegmentMember("pros", { contact: ada, since: 1 }),
    putSegmentMember("gone", { contact: ada, since: 2 }),
  ]);
  await erase();
  expect(rows(engine, ada)).toEqual([
    expect.stringMatching(/^index .*"main#erased"/),
    expect.stringMatching(/^queue .*{\\"erased\\":/),
  ]);
  expect([await engine.inside("first"), await engine.members("pros")]).toEqual([["bob"], ["bob"]]);
});

test("what has expired and is not gone yet goes, too", async () => {
  const engine = await makeBoth();
  const { ada, table, clock, erase } = engine;
  const events = [{ contactId: "ada", name: "seen", id: "of-ada" }];
  await engine.call("POST", "/v1/events", { events }, { headers: { "idempotency-key": "a" } });
  await engine.settle();
  expect(rows(engine, "of-ada").length).toBeGreaterThan(2);
  clock.advance(8 * DAY_MS);
  // More than a page of them comes before what is still there.
  const many = Array.from({ length: 250 }, (_, i) => putResponsePointer(ada, `of-ada-${i}`, 1));
  for (let i = 0; i < many.length; i += 100) await table.writeEach(many.slice(i, i + 100));
  await erase();
  expect(rows(engine, "of-ada")).toEqual([]);
});

/** What the queues carry, of two contacts each: a message that is not here does not compile. */
type Carried = WorkMessage | FeedbackMessage;
type KeyOf<Body> = Body extends unknown ? keyof Body & string : never;
type Fields = { [Key in KeyOf<Carried>]: Extract<Carried, Record<Key, unknown>>[Key] };

const mailOf = (who: string) => `${who}_mm_0123456789abcdef`;
const eventOf = (contact: string, name: string, friend: string) => ({
  ...{ contact, id: "x", name, at: 0, data: { friend } },
});
const origin = (contact: string) => ({ contact, sequence: "s", entryKey: "k" });

/** Of each kind of message one that is about `who`; it may name `other`. */
const about = (who: string, other: string) =>
  ({
    event: eventOf(who, "x", other),
    internalEvent: eventOf(who, "contact.updated", other),
    webhookResult: {
      origin: { ...origin(who), run: "r", step: "s", visit: 1 },
      ...{ attempt: 1, outcome: "ok", status: "200" },
    },
    migrate: { ...origin(who), version: 1 },
    removeRuns: origin(who),
    reevaluate: who,
    click: { message: mailOf(who), at: 0, machine: false, link: 0 },
    open: { message: mailOf(who), at: 0, machine: false },
    detectBots: { message: mailOf(who) },
    due: [{ kind: "contact", contact: who, at: 1 }],
  }) satisfies Partial<Fields>;
/** What names a contact as a place in a list, or to have it erased. */
const beside = (who: string) =>
  ({
    job: { id: "j_1", shard: 0, after: who },
    fanOut: { kind: "reevaluate", input: {}, shard: 0, after: who },
    erased: who,
  }) satisfies Omit<Fields, keyof ReturnType<typeof about>>;
/** Each field as a message of its own. */
const bodiesOf = (fields: object): object[] =>
  Object.entries(fields).map(([key, value]) => ({ [key]: value }));

test("of messages that wait, those about the contact go, and what else they carry stays", async () => {
  const engine = await makeBoth();
  const { ada, bob, queue, erase } = engine;
  const both = [ada, bob];
  const sent: object[] = [
    ...bodiesOf(about(ada, bob)),
    ...bodiesOf(about(bob, ada)),
    ...bodiesOf(beside(ada)),
    ...both.map((who) => ({ mail: { tags: { message: [mailOf(who)] }, destination: [who] } })),
    { due: both.map((contact) => ({ kind: "contact", contact, at: 1 })) },
    { due: [{ kind: "reconcile", message: mailOf(ada), at: 1, attempt: 0 }] },
    { mails: both.map(mailOf) },
    { mails: [mailOf(ada)] },
  ];
  const before = queue.receive("feedback", 1_000).length;
  await queue.send(
    "feedback",
    sent.map((body) => ({ body })),
  );
  await erase();
  const left = queue.receive("feedback", 1_000).map(({ body }) => JSON.parse(body));
  expect([before, left]).toEqual([
    0,
    [
      ...bodiesOf(about(bob, ada)),
      ...bodiesOf(beside(ada)),
      { mail: { tags: { message: [mailOf(bob)] }, destination: [bob] } },
      { due: [{ kind: "contact", contact: bob, at: 1 }] },
      { mails: [mailOf(bob)] },
    ],
  ]);
});

test("dead letters about the contact go as well", async () => {
  const { ada, bob, queue, clock, erase } = await makeBoth();
  const sent = [...bodiesOf(about(ada, bob)), ...bodiesOf(about(bob, ada))];
  await queue.send(
    "feedback",
    sent.map((body) => ({ body })),
  );
  for (let tries = 0; tries < 5; tries++) {
    await queue.fail(queue.receive("feedback", 1_000).map(({ id }) => id));
    clock.advance(MINUTE_MS);
  }
  expect(await queue.count()).toBe(sent.length);
  await erase();
  const left = (await queue.list(1_000)).map(({ body }) => JSON.parse(body));
  expect(left).toEqual(bodiesOf(about(bob, ada)));
});

test("jobs forget the contact: their result, their lines and what they gathered", async () => {
  const engine = await makeBoth();
  const { ada, bob, world, must, settle, clock, erase } = engine;
  await must("PUT", "/v1/sequences/first", {
    ...{ name: "first", start: "rest", enter: [{ event: "signed_up" }] },
    steps: { rest: { kind: "wait", for: "P1D", next: null } },
  });
  clock.advance(DAY_MS);
  const times = { from: "2026-03-01T00:00:00Z", until: new Date(clock.at).toISOString() };
  const { id } = (await must("POST", "/v1/sequences/first/backtest", times)).body;
  await settle();
  const csv = async () => (await must("GET", `/v1/jobs/${id}/csv`)).text;
  const result = async () => (await must("GET", `/v1/jobs/${id}`)).body.result;
  const named = (await result()).examples.map(({ contact }: { contact: string }) => contact);
  expect([named.toSorted(), await csv()]).toEqual([
    ["ada", "bob"],
    expect.stringMatching(/\r\n(?:ada,.*\r\nbob|bob,.*\r\nada),/s),
  ]);
  await erase();
  expect((await result()).examples).toMatchObject([{ contact: "bob" }]);
  expect((await result()).entered).toBe(2);
  expect(await csv()).toMatch(/^contact,.*\r\nbob,[^\r]*\r\n$/);
  expect(JSON.stringify((await getJob(world, id)).data)).not.toContain(ada);
  expect(rows(engine, ada).filter((row) => row.includes("#job"))).toEqual([]);
  expect(rows(engine, bob).filter((row) => row.includes("#job"))).not.toEqual([]);
});

test("an address in the condition of a count goes when the count ends", async () => {
  const engine = await makeBoth();
  const { must, settle, erase } = engine;
  const condition = { field: "email", is: "planted-marker@example.com" };
  const stored = () => rows(engine, "planted-marker");
  await must("POST", "/v1/segments/count", { condition });
  expect(stored()).not.toEqual([]);
  await settle();
  expect(stored()).toEqual([]);
  engine.clock.advance(1);
  const { id } = (await must("POST", "/v1/segments/count", { condition })).body;
  await erase();
  await must("POST", `/v1/jobs/${id}/cancel`);
  expect(stored()).toEqual([]);
  await settle();
  expect(stored()).toEqual([]);
});
