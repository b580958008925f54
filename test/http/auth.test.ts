import { expect, test } from "vitest";
import type { DeadLetters } from "#shared/ports/queue.ts";
import { makeApi } from "#test/support/api.ts";

const events = { events: [{ email: "ada@example.com", name: "seen" }] };

test("without a key that we know nothing is shown but health and the document", async () => {
  const { call } = await makeApi();
  for (const key of [null, "drip_wrong"]) {
    const answer = await call("GET", "/v1/settings", undefined, { key });
    expect([answer.status, answer.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
  }
  expect((await call("GET", "/v1/health", undefined, { key: null })).body).toEqual({
    status: "ok",
  });
  expect((await call("GET", "/v1/openapi.json", undefined, { key: null })).status).toBe(200);
});

/** A port that fails the test when it is touched. */
const untouchable = <T extends object>() =>
  new Proxy({} as T, {
    get: (_, name) => () => {
      throw new Error(`${String(name)} was called`);
    },
  });

test("asked without a key, health touches neither tables nor queues", async () => {
  const { call, world } = await makeApi();
  Object.assign(world, {
    table: untouchable(),
    queue: untouchable(),
    deadLetters: untouchable(),
  });
  const answer = await call("GET", "/v1/health", undefined, { key: null });
  expect([answer.status, answer.body]).toEqual([200, { status: "ok" }]);
});

test("with a key, health says how many dead letters there are and receives none", async () => {
  const { call, world } = await makeApi();
  const { count } = world.deadLetters;
  world.deadLetters = { ...untouchable<DeadLetters>(), count };
  const answer = await call("GET", "/v1/health", undefined, { key: "drip_read" });
  expect([answer.status, answer.body]).toEqual([
    200,
    { status: "ok", checks: { table: "ok", queue: "ok" }, deadLetters: 0 },
  ]);
});

test("with a key, health says what does not answer", async () => {
  const { call, world } = await makeApi();
  world.deadLetters = { ...world.deadLetters, count: () => Promise.reject(new Error("down")) };
  const answer = await call("GET", "/v1/health");
  expect([answer.status, answer.body]).toEqual([
    503,
    { status: "degraded", checks: { table: "ok", queue: "failed" } },
  ]);
});

test("health with a key that is not known, or may not read, is refused as elsewhere", async () => {
  const { call } = await makeApi();
  const ask = async (key: string) => (await call("GET", "/v1/health", undefined, { key })).status;
  expect([await ask("drip_wrong"), await ask("drip_send")]).toEqual([401, 403]);
});

test("`read` may look at everything and change nothing", async () => {
  const { call } = await makeApi();
  const options = { key: "drip_read" };
  expect((await call("GET", "/v1/settings", undefined, options)).status).toBe(200);
  expect((await call("PUT", "/v1/settings", {}, options)).status).toBe(403);
  expect((await call("POST", "/v1/events", events, options)).status).toBe(403);
});

test("`send` may post events and messages, and look at nothing", async () => {
  const { call } = await makeApi();
  const options = { key: "drip_send" };
  expect((await call("POST", "/v1/events", events, options)).status).toBe(202);
  expect((await call("POST", "/v1/messages", {}, options)).status).toBe(422);
  expect((await call("GET", "/v1/contacts/ada", undefined, options)).status).toBe(403);
  expect((await call("POST", "/v1/keys", { name: "x" }, options)).status).toBe(403);
});

test("a key is shown once, works at once, and opens nothing after it was revoked", async () => {
  const { call } = await makeApi();
  const made = await call("POST", "/v1/keys", { name: "ci", scopes: ["read"] });
  expect(made.status).toBe(201);
  const { key, id } = made.body;
  const get = () => call("GET", "/v1/settings", undefined, { key });
  expect((await get()).status).toBe(200);
  const list = await call("GET", "/v1/keys");
  expect(list.body.items).toHaveLength(4);
  expect(list.text).not.toContain(key);
  expect((await call("DELETE", `/v1/keys/${id}`)).status).toBe(204);
  expect((await get()).status).toBe(401);
  expect((await call("DELETE", `/v1/keys/${id}`)).status).toBe(404);
});

test("a key without scopes is refused by name, so that none may do everything by oversight", async () => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  for (const scopes of [undefined, null, [], ["root"], ["read", "read"], "admin"]) {
    const answer = await call("POST", "/v1/keys", { name: "ci", scopes });
    expect([answer.status, answer.body.errors[0].path.split("/")[1]]).toEqual([422, "scopes"]);
  }
  expect(snapshot()).toBe(before);
});

test("the list of keys has pages, each key on one of them", async () => {
  const api = await makeApi();
  for (let n = 0; n < 7; n++) {
    await api.call("POST", "/v1/keys", { name: `${n}`, scopes: ["read"] });
  }
  const page = async (query: string) => (await api.call("GET", `/v1/keys?${query}`)).body;
  const pages = [await page("limit=5")];
  pages.push(await page(`limit=5&cursor=${pages[0].cursor}`));
  expect(pages.map(({ items, cursor }) => [items.length, cursor === null])).toEqual([
    [5, false],
    [5, true],
  ]);
  const names = pages.flatMap(({ items }) => items.map(({ name }: { name: string }) => name));
  expect(names.toSorted()).toEqual(["0", "1", "2", "3", "4", "5", "6", "admin", "read", "send"]);
  const wrong = await api.call("GET", `/v1/keys?cursor=${btoa('"key#"')}`);
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "/cursor"]);
});

test("a key can't revoke itself", async () => {
  const { call } = await makeApi();
  const list = await call("GET", "/v1/keys");
  const own = list.body.items.find(({ name }: { name: string }) => name === "admin");
  const { status, body } = await call("DELETE", `/v1/keys/${own.id}`);
  expect([status, body.detail]).toEqual([
    409,
    expect.stringContaining("make another admin key, and revoke this one with that"),
  ]);
});
