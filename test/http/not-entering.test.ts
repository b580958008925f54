import fc from "fast-check";
import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const path = "/v1/sequences/vip/enrollments";
const note = { note: { kind: "update", set: { seen: true }, next: null } };
const short = { start: "note", steps: note };

async function withVip(definition: object) {
  const engine = await makeEngine();
  await engine.publish("vip", { enter: [{ api: true }], ...definition });
  await engine.put("ada");
  const enroll = async (body: object = {}) => {
    const answer = await engine.must("POST", path, { contactId: "ada", ...body });
    await engine.settle();
    return answer.body;
  };
  return { ...engine, enroll };
}
const NO_KEY = 'there is one run for each "order", and `data` has no usable one';

test.each<[string, object, object[], object]>([
  ["a new contact", {}, [], { enters: true }],
  ["a contact inside", {}, [{}], { enters: false, reason: "already inside" }],
  ["a contact that was inside, with never", short, [{}], { enters: false, reason: "only once" }],
  [
    "a contact that was inside, with after-exit",
    { ...short, reentry: "after-exit" },
    [{}],
    { enters: true },
  ],
  [
    "a contact within the cool-down",
    { ...short, reentry: { afterExit: "P30D" } },
    [{}],
    { enters: false, reason: "not again before 2026-04-01T12:00:00.000Z" },
  ],
  ["no key", { reentry: { perKey: "order" } }, [], { enters: false, reason: NO_KEY }],
  [
    "an unusable key",
    { reentry: { perKey: "order" } },
    [{ data: { order: [1] } }],
    { enters: false, reason: NO_KEY },
  ],
])("enrolling by hand says what will come of it: %s", async (_, definition, before, expected) => {
  const vip = await withVip(definition);
  for (const body of before) {
    await vip.enroll(body);
    vip.clock.advance(60_000);
  }
  const { id, contactId, ...rest } = await vip.enroll();
  expect(rest).toEqual(expected);
});

test("the entering event is not refused when it is sent again", async () => {
  const vip = await withVip({ reentry: { perKey: "order" } });
  const gift = { id: "gift", data: { order: "1" } };
  const first = await vip.enroll(gift);
  expect(first).toMatchObject({ enters: true });
  expect(await vip.enroll(gift)).toEqual(first);
  expect(await vip.enroll({ data: { order: "1" } })).toMatchObject({ reason: "already inside" });
  expect(await vip.enroll({ data: { order: "2" } })).toMatchObject({ enters: true });
});

test("a contact that is held out is said to get nothing", async () => {
  const vip = await withVip({ holdout: 50 });
  const people = Array.from({ length: 20 }, (_, i) => `p${i}`);
  for (const id of people) await vip.put(id);
  const answers = await Promise.all(
    people.map(async (contactId) => (await vip.must("POST", path, { contactId })).body),
  );
  await vip.settle();
  const inside = await vip.inside("vip");
  expect(inside.length).toBeGreaterThan(0);
  expect(
    answers
      .filter(({ enters }) => enters)
      .map(({ contactId }) => contactId)
      .toSorted(),
  ).toEqual(inside);
  for (const { enters, reason } of answers) {
    expect(reason).toBe(enters ? undefined : "held out: counted, and gets no mail");
  }
});

test("many at once: each who will not come in is named, a row of a list by its line", async () => {
  const vip = await withVip({ reentry: { perKey: "order" } });
  await vip.put("old", { existing: true });
  await vip.enroll({ data: { order: "1" } });
  const csv = "id,order\nada,1\nada,2\nada,2\nada,\nold,3";
  const { body } = await vip.must("POST", `${path}/bulk`, { csv });
  expect(body).toMatchObject({
    accepted: 4,
    notEntering: [
      { contactId: "ada", line: 2, reason: "already inside" },
      { contactId: "ada", line: 4, reason: "named before in this list" },
      { contactId: "ada", line: 5, reason: NO_KEY },
      { contactId: "old", line: 6, reason: expect.stringContaining("includeExisting") },
    ],
    notEnteringInAll: 4,
  });
  await vip.settle();
  expect(await vip.inside("vip")).toEqual(["ada", "ada"]);
  const ids = await vip.must("POST", `${path}/bulk`, { contacts: ["ada"], data: { order: "2" } });
  expect(ids.body.notEntering).toEqual([{ contactId: "ada", reason: "already inside" }]);
  // A number is another key than a text that looks like it.
  const number = await vip.must("POST", `${path}/bulk`, { contacts: ["ada"], data: { order: 2 } });
  expect(number.body.notEntering).toBeUndefined();
});

test("a contact with a hundred runs under way is said not to enter, by hand or in a list, and does not", async () => {
  const vip = await withVip({ reentry: { perKey: "order" } });
  await vip.publish("pro", { enter: [{ api: true }] });
  const reason = "under way 100 times already";
  const csv = ["id,order", ...Array.from({ length: 101 }, (_, i) => `ada,${i}`), "bo,1"].join("\n");
  await vip.put("bo");
  const { body } = await vip.must("POST", `${path}/bulk`, { csv });
  expect(body.notEntering).toEqual([{ contactId: "ada", line: 102, reason }]);
  await vip.settle();
  expect(vip.database.sql.prepare(RUNS).all()).toHaveLength(101);
  expect(await vip.enroll({ data: { order: "more" } })).toMatchObject({ enters: false, reason });
  expect(await vip.enroll({ data: { order: "5" } })).toMatchObject({ reason: "already inside" });
  const enrollPro = async () => {
    const { body } = await vip.must("POST", "/v1/sequences/pro/enrollments", { contactId: "ada" });
    await vip.settle();
    return [body.enters, await vip.inside("pro")];
  };
  expect(await enrollPro()).toEqual([false, []]);
  // The runs of a sequence that rests do not count.
  await vip.must("POST", "/v1/sequences/vip/pause");
  await vip.settle();
  expect(await enrollPro()).toEqual([true, ["ada"]]);
});

const RUNS = "SELECT data FROM people WHERE sk LIKE 'b#%'";

test("an id that is named twice comes in once and is named", async () => {
  const vip = await withVip({ reentry: "after-exit", ...short });
  await vip.put("bob");
  const contacts = ["ada", "bob", "ada", "gone", "gone", "ada"];
  const { body } = await vip.must("POST", `${path}/bulk`, { contacts });
  const again = { contactId: "ada", reason: "named before in this list" };
  expect(body).toMatchObject({
    ...{ accepted: 2, unknown: ["gone"] },
    ...{ notEntering: [again, again], notEnteringInAll: 2 },
  });
});

test("a column of a list may not be called as no field of data may be", async () => {
  const vip = await withVip({});
  const answer = await vip.call("POST", `${path}/bulk`, { csv: "id,__proto__\nada,1" });
  expect([answer.status, answer.body.errors]).toEqual([
    422,
    [
      {
        path: "/csv",
        message: 'a column can not be called "__proto__": this name is reserved: choose another',
      },
    ],
  ]);
});

test("what is foretold is what comes, for any rule and any order of calls", async () => {
  const reentry = fc.constantFrom<unknown>(
    "never",
    "after-exit",
    { afterExit: "P1D" },
    { perKey: "order" },
  );
  const call = fc.record({
    contactId: fc.constantFrom("a", "b"),
    order: fc.constantFrom("1", "2", undefined),
    hours: fc.constantFrom(0, 1, 30),
  });
  await fc.assert(
    fc.asyncProperty(
      reentry,
      fc.boolean(),
      fc.array(call, { maxLength: 5 }),
      async (rule, isShort, calls) => {
        const vip = await withVip({ reentry: rule, ...(isShort && short) });
        const entered = async () => {
          const rows = vip.database.sql.prepare(RUNS).all();
          return rows.map(({ data }) => JSON.parse(String(data)).run as string).toSorted();
        };
        for (const { contactId, order, hours } of calls) {
          await vip.put(contactId);
          const before = await entered();
          const data = order === undefined ? {} : { order };
          const { enters } = await vip.enroll({ contactId, data });
          expect((await entered()).join() !== before.join()).toBe(enters);
          vip.clock.advance(hours * 3_600_000);
        }
      },
    ),
    { numRuns: 15 },
  );
});
