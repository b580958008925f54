import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { DAY_MS, iso } from "#shared/kernel/time.ts";
import { type Api, makeApi } from "#test/support/api.ts";
import { makeEngine } from "#test/support/engine.ts";
import { START } from "#test/support/world.ts";

let api: Api;
beforeEach(async () => {
  api = await makeApi();
});

const post = (events: object[], onConflict?: string) =>
  api.call("POST", "/v1/events", { events, ...(onConflict && { onConflict }) });
const handed = () => api.queued("work").map(({ event }) => event);
const ada = {
  email: "ada@example.com",
  name: "ordered",
  id: "e1",
  data: { total: 5, lines: [{ a: 1, b: 2 }] },
};
const REUSED = "this id came before with another name or other data";
const TAKEN = "this email belongs to another contact: use the id of that contact";

test.each<[string, object]>([
  ["another name", { ...ada, name: "refunded" }],
  ["another value", { ...ada, data: { total: 6, lines: [{ a: 1, b: 2 }] } }],
  ["another value deep inside", { ...ada, data: { total: 5, lines: [{ a: 1, b: 3 }] } }],
  ["a text for a number", { ...ada, data: { total: "5", lines: [{ a: 1, b: 2 }] } }],
  ["no data", { email: ada.email, name: ada.name, id: ada.id }],
  ["an entry more", { ...ada, data: { total: 5, lines: [{ a: 1, b: 2 }, 3] } }],
])("a known id with %s refuses the batch by its index, and nothing happened", async (_, other) => {
  await post([ada]);
  const before = api.snapshot();
  const fine = { email: "bo@example.com", name: "seen", id: "e2" };
  const refused = await post([fine, other]);
  expect([refused.status, refused.body.type, refused.body.errors]).toEqual([
    409,
    "urn:dripstack:conflict",
    [{ path: "/events/1/id", message: REUSED }],
  ]);
  expect(api.snapshot()).toBe(before);
  expect((await post([fine])).body).toMatchObject({ accepted: 1, duplicates: 0 });
});

test("the same content is a duplicate whatever the order of its keys and its sender's clock", async () => {
  await post([ada]);
  const reordered = { data: { lines: [{ b: 2, a: 1 }], total: 5 }, id: "e1", name: "ordered" };
  const again = { ...reordered, email: "ADA@example.com", at: iso(START - DAY_MS) };
  api.clock.advance(7 * DAY_MS - 1);
  expect((await post([again])).body).toMatchObject({ accepted: 0, duplicates: 1 });
  expect(handed().map(({ at }) => at)).toEqual([START, START]);
  api.clock.advance(1);
  expect((await post([{ ...ada, name: "refunded" }])).body).toMatchObject({ accepted: 1 });
});

test("within one batch an id stands for one event, also of a new contact under two names", async () => {
  const before = api.snapshot();
  const other = { ...ada, name: "refunded" };
  const refused = await post([ada, { ...ada }, other]);
  expect([refused.status, refused.body.errors]).toEqual([
    409,
    [{ path: "/events/2/id", message: REUSED }],
  ]);
  expect((await post([{ ...ada, contactId: "ada" }, other])).status).toBe(409);
  expect(api.snapshot()).toBe(before);
  expect((await post([ada, { ...other, email: "bo@example.com" }])).body.accepted).toBe(2);
});

test("of two requests at the same time with one id and other content, one is refused", async () => {
  await post([{ email: ada.email, name: "seen" }]);
  const answers = await Promise.all([post([ada]), post([{ ...ada, data: {} }])]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  expect(handed().filter(({ id }) => id === "e1")).toHaveLength(1);
});

test("any stream of batches: what is taken is what a list of first contents says", async () => {
  const event = fc.record({
    contactId: fc.constantFrom("a", "b"),
    id: fc.constantFrom("1", "2", "3"),
    name: fc.constantFrom("x", "y"),
    data: fc.constantFrom({}, { n: 1, m: 2 }, { m: 2, n: 1 }),
  });
  const batches = fc.array(fc.array(event, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(batches, async (stream) => {
      api = await makeApi();
      const firsts = new Map<string, string>();
      for (const batch of stream) {
        const next = new Map(firsts);
        const wrong: string[] = [];
        batch.forEach(({ contactId, id, name, data }, i) => {
          const content = `${name} ${Object.keys(data).length}`;
          const first = next.get(contactId + id) ?? content;
          next.set(contactId + id, first);
          if (first !== content) wrong.push(`/events/${i}/id`);
        });
        const events = batch.map((one) => ({ ...one, email: `${one.contactId}@example.com` }));
        const { status, body } = await post(events);
        expect(status).toBe(wrong.length > 0 ? 409 : 202);
        expect((body.errors ?? []).map(({ path }: { path: string }) => path).toSorted()).toEqual(
          wrong,
        );
        if (wrong.length > 0) continue;
        expect(body.accepted).toBe(next.size - firsts.size);
        for (const [key, content] of next) firsts.set(key, content);
      }
    }),
    { numRuns: 40 },
  );
});

test("with skip, what does not fit is left out and named, and the rest is taken", async () => {
  await post([{ contactId: "ada", ...ada }]);
  const events = [
    { contactId: "bo", email: "bo@example.com", name: "seen", id: "b1" },
    { contactId: "new", email: "ADA@example.com", name: "seen" },
    { ...ada, contactId: "ada", name: "refunded" },
    { contactId: "cy", email: "bo@example.com", name: "seen" },
    { contactId: "new", name: "seen", id: "n1" },
    { ...ada, contactId: "ada" },
  ];
  expect((await post(events)).body.errors).toEqual([
    { path: "/events/1/email", message: TAKEN },
    { path: "/events/3/email", message: TAKEN },
  ]);
  const { status, body } = await post(events, "skip");
  expect([status, body]).toEqual([
    202,
    {
      accepted: 1,
      duplicates: 1,
      ids: ["b1", null, null, null, null, "e1"],
      skipped: [
        { index: 1, reason: TAKEN },
        { index: 2, reason: REUSED },
        { index: 3, reason: TAKEN },
        { index: 4, reason: TAKEN },
      ],
    },
  ]);
  for (const id of ["new", "cy"])
    expect((await api.call("GET", `/v1/contacts/${id}`)).status).toBe(404);
  const bad = await post([{ contactId: "missing", name: "seen" }], "skip");
  expect([bad.status, bad.body.errors[0].path]).toEqual([422, "/events/0/email"]);
});

test("with merge, an event goes to the contact that has the address, and no contact becomes another", async () => {
  await post([{ contactId: "ada", ...ada }]);
  const events = [
    { contactId: "new", email: "ADA@example.com", name: "seen", id: "n1" },
    { contactId: "bo", email: "bo@example.com", name: "seen" },
    { contactId: "cy", email: "bo@example.com", name: "seen" },
  ];
  const { body } = await post(events, "merge");
  expect(body).toMatchObject({
    accepted: 3,
    merged: [
      { index: 0, contactId: "ada" },
      { index: 2, contactId: "bo" },
    ],
  });
  const [first, ...rest] = handed().map(({ contact }) => contact);
  expect([first, rest[0]]).toEqual([rest[0], first]);
  expect(rest[1]).toBe(rest[2]);
  for (const id of ["new", "cy"])
    expect((await api.call("GET", `/v1/contacts/${id}`)).status).toBe(404);
  expect((await post([events[0]!], "merge")).body).toMatchObject({ accepted: 0, duplicates: 1 });
  expect((await post([{ ...events[0]!, name: "left" }], "merge")).status).toBe(409);
  expect((await post(events, "join")).body.errors[0].path).toBe("/onConflict");
});

test("one taken address does not keep out the 499 others", async () => {
  const engine = await makeEngine();
  await engine.publish("hello", { enter: [{ event: "signed_up" }] });
  await engine.put("ada");
  const events = Array.from({ length: 500 }, (_, i) => ({
    contactId: `p${i}`,
    email: i === 250 ? "ada@example.com" : `p${i}@example.com`,
    name: "signed_up",
  }));
  const refused = await engine.call("POST", "/v1/events", { events });
  expect(refused.body.errors).toEqual([{ path: "/events/250/email", message: TAKEN }]);
  const { body } = await engine.must("POST", "/v1/events", { events, onConflict: "skip" });
  expect([body.accepted, body.skipped]).toEqual([499, [{ index: 250, reason: TAKEN }]]);
  await engine.settle();
  expect((await engine.must("GET", "/v1/sequences/hello")).body.counts).toEqual({ rest: 499 });
});

test("an id given to an enrollment stands for one, too", async () => {
  const engine = await makeEngine();
  await engine.publish("vip", { enter: [{ api: true }] });
  await engine.publish("pro", { enter: [{ api: true }] });
  await engine.put("ada");
  const enroll = (sequence: string, data: object) =>
    engine.call("POST", `/v1/sequences/${sequence}/enrollments`, {
      contactId: "ada",
      id: "gift",
      data,
    });
  expect((await enroll("vip", { a: 1, b: 2 })).status).toBe(202);
  expect((await enroll("vip", { b: 2, a: 1 })).status).toBe(202);
  for (const answer of [await enroll("vip", { a: 2 }), await enroll("pro", { a: 1, b: 2 })]) {
    expect([answer.status, answer.body.errors]).toEqual([409, [{ path: "/id", message: REUSED }]]);
  }
});

test("a list may leave out, or take for their contact, people whose address is taken", async () => {
  const engine = await makeEngine();
  await engine.publish("vip", { enter: [{ api: true }] });
  await engine.put("ada");
  const bulk = (csv: string, more: object = {}) =>
    engine.call("POST", "/v1/sequences/vip/enrollments/bulk", { csv, ...more });
  const csv = "id,email\nbo,bo@example.com\nnew,ada@example.com";
  expect((await bulk(csv)).body.errors).toEqual([{ path: "/csv", message: `line 3: ${TAKEN}` }]);
  const skipped = await bulk(csv, { onConflict: "skip" });
  expect(skipped.body).toMatchObject({ accepted: 1, bad: [{ line: 3, message: TAKEN }] });
  expect((await bulk(`${csv}\n,`, { onConflict: "skip" })).status).toBe(422);
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["bo"]);
  expect((await bulk(csv, { onConflict: "merge" })).body).toMatchObject({ bad: [] });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "bo"]);
});
