import { expect, test } from "vitest";
import { VERSION } from "#functions/runtime/version.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { makeApi } from "#test/support/api.ts";
import packageJson from "../../package.json" with { type: "json" };

const definition = { name: "W", enter: [], start: "a", steps: { a: { kind: "exit" } } };

async function makeOffice() {
  const api = await makeApi();
  const list = async (query = "") => (await api.call("GET", `/v1/activity?${query}`)).body;
  const told = async () =>
    (await list()).items.map(
      ({ key, via, noun, id, action }: Record<string, never> & { key: { name: string } }) =>
        [key.name, via, noun, id ?? null, action].join(" "),
    );
  return { ...api, list, told };
}

test("it says which key changed what, the newest first", async () => {
  const { call, told, list, clock } = await makeOffice();
  const { id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).body;
  for (const [method, path, body] of [
    ["PUT", "/v1/sequences/welcome", definition],
    ["PUT", "/v1/settings", {}],
    ["POST", "/v1/sending/stop", undefined],
    ["DELETE", `/v1/keys/${id}`, undefined],
  ] as const) {
    clock.advance(1_000);
    expect((await call(method, path, body)).status).toBeLessThan(300);
  }
  expect(await told()).toEqual([
    `admin key keys ${id} delete`,
    "admin key sending  stop",
    "admin key settings  save",
    "admin key sequences welcome save",
    `admin key keys ${id} create`,
  ]);
  const [{ at, key }] = (await list("limit=1")).items;
  expect([at, key.id]).toEqual(["2026-03-02T12:00:04.000Z", expect.stringMatching(/^\w{16}$/)]);
});

test("what was refused, read or simulated is no change; nor are events and contacts", async () => {
  const { call, told } = await makeOffice();
  await call("PUT", "/v1/settings", { timeZone: "Nowhere" });
  await call("PUT", "/v1/settings", {}, { key: "drip_read" });
  await call("GET", "/v1/settings");
  await call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
  await call("POST", "/v1/events", { events: [{ contactId: "ada", name: "seen" }] });
  await call("POST", "/v1/sessions/links");
  expect(await told()).toEqual([]);
});

test("a request repeated under its key was done once", async () => {
  const { call, told } = await makeOffice();
  const headers = { "idempotency-key": "once" };
  for (const _ of [1, 2]) await call("POST", "/v1/sending/stop", undefined, { headers });
  expect(await told()).toHaveLength(1);
});

test("a session's changes are told as such", async () => {
  const { call, told } = await makeOffice();
  const { cookies } = await call("POST", "/v1/sessions", { key: "drip_admin" }, { key: null });
  const headers = { "x-dripstack-console": "1" };
  const page = { key: null, cookies: [cookies[0]!.split(";")[0]!], headers };
  await call("PUT", "/v1/settings", {}, page);
  const { id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["admin"] }, page)).body;
  // A key outlives the session that made it: who looks for such keys finds them here.
  expect(await told()).toEqual([`admin session keys ${id} create`, "admin session settings  save"]);
});

test("it says that a contact was erased or suppressed, and not which", async () => {
  const { call, list } = await makeOffice();
  await call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
  await call("PUT", "/v1/suppressions/ada@example.com");
  await call("DELETE", "/v1/contacts/ada");
  const { items } = await list();
  expect(items.map(({ noun, action }: Record<string, string>) => [noun, action])).toEqual(
    expect.arrayContaining([
      ["suppressions", "save"],
      ["contacts", "delete"],
    ]),
  );
  expect(JSON.stringify(items)).not.toContain("ada");
});

test("pages go through days, also those without a change, for 90 days", async () => {
  const { call, list, clock } = await makeOffice();
  for (const days of [50, 38, 1, 1]) {
    for (const _ of [1, 2]) {
      clock.advance(1);
      await call("PUT", "/v1/settings", {});
    }
    clock.advance(days * DAY_MS);
  }
  const pages = [];
  let cursor = "";
  do {
    const page = await list(`limit=3${cursor && `&cursor=${cursor}`}`);
    pages.push(page.items.length);
    cursor = page.cursor;
  } while (cursor);
  expect(pages.reduce((sum, n) => sum + n)).toBe(6);
  expect(pages.length).toBeLessThan(8);
  const { status, body } = await call("GET", "/v1/activity?cursor=x");
  expect([status, body.errors[0].path]).toEqual([422, "/cursor"]);
});

test("a change whose record fails was done all the same; the log says so", async () => {
  const { call, world, logged } = await makeOffice();
  const { write } = world.table;
  world.table.write = (writes, writer) =>
    JSON.stringify(writes).includes("#activity#")
      ? Promise.reject(new Unavailable("down"))
      : write(writes, writer);
  expect((await call("PUT", "/v1/settings", {})).status).toBe(200);
  expect(logged).toEqual([
    {
      message: "a change was not recorded",
      details: expect.objectContaining({ error: "Unavailable" }),
    },
  ]);
});

test("`meta` says what this installation is and can do", async () => {
  const { call, world, clock } = await makeOffice();
  const meta = async () => (await call("GET", "/v1/meta", undefined, { key: "drip_read" })).body;
  expect(await meta()).toEqual({
    version: packageJson.version,
    place: "aws",
    hasMailbox: false,
    canMoveClock: false,
    consoleUrl: null,
    now: "2026-03-02T12:00:00.000Z",
    live: ["poll"],
    limits: { steps: 200, attributes: 200, eventDataBytes: 65_536 },
  });
  Object.assign(world.runtime, { place: "standalone", dev: true, hasMailbox: true });
  clock.aheadMs = DAY_MS;
  expect(await meta()).toMatchObject({
    place: "standalone",
    hasMailbox: true,
    canMoveClock: true,
    now: "2026-03-03T12:00:00.000Z",
    live: ["poll", "stream"],
  });
  expect(VERSION).toBe(packageJson.version);
});
