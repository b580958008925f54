import { expect, test } from "vitest";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";

const mail = { to: "ada@example.com", templateId: "receipt" };
const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
const post = ({ call }: Api, body: unknown, key: string) =>
  call("POST", "/v1/messages", body, keyed(key));

async function sending() {
  const api = await makeApi();
  await setUpSending(api);
  return api;
}

test("the same request under one key is done once and answered twice", async () => {
  const api = await sending();
  const first = await post(api, mail, "a");
  const before = api.snapshot();
  const second = await post(api, mail, "a");
  expect(first.status).toBe(202);
  expect(second.body).toEqual(first.body);
  expect(second.headers["idempotent-replay"]).toBe("true");
  expect(api.snapshot()).toBe(before);
  expect((await post(api, mail, "b")).body).not.toEqual(first.body);
});

test("the order of keys in a body makes no other request; another value does", async () => {
  const api = await sending();
  const first = await post(api, { ...mail, data: { a: 1, b: { c: 2, d: [3] } } }, "a");
  const data = { b: { d: [3], c: 2 }, a: 1 };
  const { to, templateId } = mail;
  expect((await post(api, { data, templateId, to }, "a")).body).toEqual(first.body);
  expect((await post(api, { data: { ...data, a: 2 }, templateId, to }, "a")).status).toBe(409);
});

test.each(["/v1/%6Dessages", "/v1/%6dessages", "/%76%31/messages"])(
  "the path %s is the same request as the one without its percent signs",
  async (path) => {
    const api = await sending();
    const first = await post(api, mail, "a");
    const again = await api.call("POST", path, mail, keyed("a"));
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(again.headers["idempotent-replay"]).toBe("true");
    expect(api.queued("deliver-now")).toHaveLength(1);
  },
);

test("the ids in a path are compared decoded, and tell requests apart", async () => {
  const api = await sending();
  const steps = { hello: { kind: "send", template: "receipt", next: null } };
  const draft = { name: "A", enter: [{ event: "x" }], start: "hello", steps };
  for (const id of ["one", "two"]) {
    await api.call("PUT", `/v1/sequences/${id}`, draft);
    await api.call("POST", `/v1/sequences/${id}/publish`);
  }
  const pause = async (id: string) => {
    const { status, headers } = await api.call("POST", `/v1/sequences/${id}/pause`, {}, keyed("a"));
    return [status, headers["idempotent-replay"]];
  };
  expect(await pause("one")).toEqual([200, undefined]);
  expect(await pause("%6Fne")).toEqual([200, "true"]);
  expect(await pause("two")).toEqual([200, undefined]);
});

test("of the same requests at the same time one is done", async () => {
  const api = await sending();
  const answers = await Promise.all([1, 2, 3].map(() => post(api, mail, "a")));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
  expect(api.queued("deliver-now")).toHaveLength(1);
});

test("a refusal is not kept: it may succeed once its cause is mended", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const act = () => api.call("POST", "/v1/sequences/welcome/pause", {}, keyed("a"));
  expect((await act()).status).toBe(404);
  expect((await act()).headers["idempotent-replay"]).toBeUndefined();
  const steps = { hello: { kind: "send", template: "receipt", next: null } };
  const draft = { name: "Later", enter: [{ event: "x" }], start: "hello", steps };
  await api.call("PUT", "/v1/sequences/later", draft);
  const pause = () => api.call("POST", "/v1/sequences/later/pause", {}, keyed("b"));
  expect((await pause()).status).toBe(409);
  await api.call("POST", "/v1/sequences/later/publish");
  expect((await pause()).status).toBe(200);
});

test("a key belongs to one body, one path and one caller, for a day", async () => {
  const api = await sending();
  const first = await post(api, mail, "a");
  expect((await post(api, { ...mail, data: { x: 1 } }, "a")).status).toBe(409);
  const events = { events: [{ email: "ada@example.com", name: "seen" }] };
  expect((await api.call("POST", "/v1/events", events, keyed("a"))).status).toBe(202);
  const other = await api.call("POST", "/v1/messages", mail, { ...keyed("a"), key: "drip_send" });
  expect(other.body).not.toEqual(first.body);
  api.clock.advance(25 * 60 * MINUTE_MS);
  expect((await post(api, mail, "a")).body).not.toEqual(first.body);
});

test("after a crash the same message id is used again, but not while the first call may still run", async () => {
  const api = await sending();
  const send = api.queue.send;
  const never = new Promise<void>(() => {});
  api.queue.send = () => never;
  void post(api, mail, "a");
  await new Promise((resolve) => setTimeout(resolve, 50));
  api.queue.send = send;
  const early = await post(api, mail, "a");
  expect([early.status, early.headers["retry-after"]]).toEqual([409, "5"]);
  api.clock.advance(MINUTE_MS);
  const again = await post(api, mail, "a");
  expect(again.status).toBe(202);
  expect(api.queued("deliver-now")).toEqual([{ mails: [again.body.id] }]);
  const rows = api.database.sql.prepare("SELECT sk FROM people WHERE sk LIKE 'c#%'").all();
  expect(rows).toHaveLength(1);
});

test("what failed on our side may be asked again at once, and is the same mail", async () => {
  const api = await sending();
  const send = api.queue.send;
  api.queue.send = async () => {
    throw new Error("lost");
  };
  expect((await post(api, mail, "a")).status).toBe(500);
  api.queue.send = send;
  api.clock.advance(1000);
  expect((await post(api, mail, "a")).status).toBe(202);
  const rows = api.database.sql.prepare("SELECT sk FROM people WHERE sk LIKE 'c#%'").all();
  expect(rows).toHaveLength(1);
});

test("events without ids get the same ids when they are run again", async () => {
  const api = await makeApi();
  const body = { events: [{ email: "ada@example.com", name: "seen" }] };
  const send = api.queue.send;
  api.queue.send = async () => {
    throw new Error("lost");
  };
  const run = () => api.call("POST", "/v1/events", body, keyed("a"));
  await run();
  api.queue.send = send;
  api.clock.advance(1000);
  const { ids } = (await run()).body;
  expect(api.queued("work")[0].event).toMatchObject({ id: ids[0], at: api.clock.now() - 1000 });
});

test("a new API key is not kept for a second answer", async () => {
  const api = await makeApi();
  const make = () => api.call("POST", "/v1/keys", { name: "ci", scopes: ["read"] }, keyed("a"));
  const { key } = (await make()).body;
  expect((await make()).status).toBe(409);
  expect(api.snapshot()).not.toContain(key);
});

test("a key that is too long is refused", async () => {
  const api = await sending();
  const answer = await post(api, mail, "x".repeat(256));
  expect([answer.status, answer.body.errors[0].path]).toEqual([422, "/Idempotency-Key"]);
});
