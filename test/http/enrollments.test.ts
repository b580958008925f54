import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";
import { byHand, path, withVip } from "./vip.ts";

const send = {
  start: "hello",
  steps: {
    hello: { kind: "send", template: "receipt", next: "rest" },
    rest: { kind: "wait", for: "P30D", next: null },
  },
};

test("a contact is enrolled by hand, created if unknown, and listed", async () => {
  const engine = await withVip({ ...byHand, reentry: { perKey: "order" } });
  const asked = { email: "ada@example.com", data: { order: "o/1" } };
  const { status, body } = await engine.call("POST", path, asked);
  expect([status, body.id, body.contactId]).toEqual([202, expect.any(String), expect.any(String)]);
  await engine.settle();
  const list = await engine.must("GET", path);
  expect(list.body).toEqual({
    items: [
      {
        contactId: body.contactId,
        email: "ada@example.com",
        key: "o/1",
        step: "rest",
        version: 1,
        since: "2026-03-02T12:00:00.000Z",
        dueAt: "2026-04-01T12:00:00.000Z",
      },
    ],
    cursor: null,
  });
  const detail = await engine.must("GET", `/v1/contacts/${body.contactId}/timeline`);
  expect(detail.body.items).toContainEqual(
    expect.objectContaining({ kind: "event", name: "sequence.enrolled" }),
  );
});

test("the same id, or the same Idempotency-Key, lets in once", async () => {
  const again = { ...byHand, reentry: "after-exit" };
  const steps = { note: { kind: "update", set: { seen: true }, next: null } };
  const engine = await withVip({ ...again, start: "note", steps });
  await engine.put("ada");
  const enrol = async (body: object, headers = {}) => {
    const answer = await engine.call("POST", path, { contactId: "ada", ...body }, { headers });
    await engine.settle();
    engine.clock.advance(60_000);
    return answer;
  };
  const first = await enrol({ id: "gift" });
  expect((await enrol({ id: "gift" })).body).toEqual(first.body);
  const keyed = await enrol({}, { "idempotency-key": "k" });
  expect((await enrol({}, { "idempotency-key": "k" })).body).toEqual(keyed.body);
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline?limit=200")).body;
  const entered = items.filter((item: Record<string, string>) => item.decision === "entered");
  expect(entered).toHaveLength(2);
});

test("a sequence that is not live, or has no such way in, says what is to be done", async () => {
  const engine = await makeEngine();
  const wait = { rest: { kind: "wait", for: "P1D", next: null } };
  const draft = { name: "VIP", start: "rest", steps: wait, ...byHand };
  expect((await engine.call("POST", path, { contactId: "ada" })).status).toBe(404);
  await engine.must("PUT", "/v1/sequences/vip", draft);
  const refused = async () => {
    const { status, body } = await engine.call("POST", path, { email: "ada@example.com" });
    return [status, body.detail];
  };
  const notLive = [409, 'sequence "vip" is not live: publish or resume it first'];
  expect(await refused()).toEqual(notLive);
  await engine.must("POST", "/v1/sequences/vip/publish");
  await engine.must("POST", "/v1/sequences/vip/pause");
  expect(await refused()).toEqual(notLive);
  await engine.publish("vip", { enter: [{ event: "signed_up" }] });
  expect(await refused()).toEqual([
    409,
    '"vip" can not be entered by hand: put {"api": true} into its "enter" and publish it',
  ]);
});

test("a removed run ends at once, and its unsent mail is not sent", async () => {
  const engine = await withVip({ ...byHand, ...send });
  await engine.put("ada");
  await engine.must("POST", path, { contactId: "ada" });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada"]);
  const [handed] = engine.queued("deliver");
  expect(handed).toBeDefined();
  expect((await engine.call("DELETE", `${path}/ada?key=other`)).status).toBe(404);
  expect((await engine.call("DELETE", `${path}/ada`)).status).toBe(204);
  expect(await engine.inside("vip")).toEqual([]);
  expect((await engine.call("DELETE", `${path}/ada`)).status).toBe(404);
  expect((await engine.must("GET", "/v1/sequences/vip")).body.counts).toEqual({});
  await engine.deliver();
  expect(engine.sent).toEqual([]);
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline")).body;
  expect(items).toContainEqual(
    expect.objectContaining({ decision: "exited", reason: "removed by hand" }),
  );
});

test("contacts are let in and taken out by their ids; those known before stay out", async () => {
  const engine = await withVip();
  for (const id of ["ada", "bo"]) await engine.put(id);
  await engine.put("old", { existing: true });
  const contacts = ["ada", "bo", "old", "missing", "ada"];
  const { body } = await engine.must("POST", `${path}/bulk`, { contacts });
  const reason = 'brought over with "existing": left out without "includeExisting"';
  expect(body).toEqual({
    accepted: 2,
    skippedExisting: 1,
    unknown: ["missing"],
    notEntering: [
      { contactId: "old", reason },
      { contactId: "ada", reason: "named before in this list" },
    ],
    notEnteringInAll: 2,
  });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "bo"]);
  await engine.must("POST", `${path}/bulk`, { contacts: ["old"], includeExisting: true });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "bo", "old"]);
  const out = await engine.must("POST", `${path}/remove`, { contacts: ["bo", "missing"] });
  expect(out.body).toEqual({ accepted: 1, unknown: ["missing"] });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "old"]);
});

test("a whole segment is let in and taken out", async () => {
  const engine = await withVip();
  const pro = { name: "Pro", condition: { attribute: "plan", is: "pro" } };
  await engine.must("PUT", "/v1/segments/pro", pro);
  for (const id of ["ada", "bo"]) await engine.put(id, { attributes: { plan: "pro" } });
  await engine.put("cy", { attributes: { plan: "free" } });
  await engine.put("old", { attributes: { plan: "pro" }, existing: true });
  await engine.settle();
  const begun = await engine.must("POST", `${path}/bulk`, { segment: "pro" });
  expect([begun.status, begun.body]).toEqual([202, { job: expect.stringMatching(/^j_/) }]);
  const job = async () => (await engine.must("GET", `/v1/jobs/${begun.body.job}`)).body;
  expect(await job()).toMatchObject({
    ...{ kind: "enroll", subject: "vip", state: "running", progress: { seen: 0, of: 3 } },
  });
  await engine.settle();
  expect(await job()).toMatchObject({
    ...{ state: "done", progress: { seen: 3, of: 3 } },
    result: { accepted: 2, skippedExisting: 1 },
  });
  expect(await engine.inside("vip")).toEqual(["ada", "bo"]);
  await engine.must("POST", `${path}/bulk`, { segment: "pro", includeExisting: true });
  await engine.settle();
  expect(await engine.inside("vip")).toEqual(["ada", "bo", "old"]);
  const removal = await engine.must("POST", `${path}/remove`, { segment: "pro" });
  await engine.settle();
  const { body: removed } = await engine.must("GET", `/v1/jobs/${removal.body.job}`);
  expect(removed).toMatchObject({ kind: "remove", state: "done", progress: { seen: 3, of: 3 } });
  expect(removed.result).toEqual({ accepted: 3 });
  expect(await engine.inside("vip")).toEqual([]);
  const none = await engine.call("POST", `${path}/bulk`, { segment: "none" });
  expect([none.status, none.body.errors[0].path]).toEqual([422, "/segment"]);
});

test("what is not asked for rightly is refused with its place", async () => {
  const { call } = await withVip();
  const cases: [string, object, string][] = [
    ["", {}, "/contactId"],
    ["", { contactId: "a/b" }, "/contactId"],
    ["", { contactId: "ada" }, "/email"],
    ["", { contactId: "ada", when: "now" }, "/when"],
    ["", { email: "ada@example.com", data: { sequence: "other" } }, "/data"],
    ["/bulk", {}, ""],
    ["/bulk", { contacts: ["a"], segment: "b" }, ""],
    ["/bulk", { contacts: [] }, "/contacts"],
    ["/bulk", { contacts: Array.from({ length: 1_001 }, (_, i) => `p${i}`) }, "/contacts"],
    ["/bulk", { contacts: ["a"], all: true }, "/all"],
    ["/remove", {}, ""],
    ["/remove", { csv: "id\na" }, "/csv"],
  ];
  for (const [end, body, place] of cases) {
    const answer = await call("POST", `${path}${end}`, body);
    expect([end, body, answer.status, answer.body.errors[0].path]).toEqual([end, body, 422, place]);
  }
  expect((await call("DELETE", `${path}/a%2Fb`)).status).toBe(404);
  expect((await call("DELETE", `${path}/${"x".repeat(4_000)}`)).status).toBe(404);
  expect((await call("GET", "/v1/sequences/none/enrollments")).status).toBe(404);
  const own = await call("POST", "/v1/events", {
    events: [{ email: "ada@example.com", name: "sequence.enrolled", data: { sequence: "vip" } }],
  });
  expect([own.status, own.body.errors[0].path]).toEqual([422, "/events/0/name"]);
});
