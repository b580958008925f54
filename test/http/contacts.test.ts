import { expect, test } from "vitest";
import { createHandler as createReact } from "#functions/react/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { findContact } from "#shared/audience/contacts/index.ts";
import { recordEvents } from "#shared/audience/intake/index.ts";
import { findByExternalId, putProfile } from "#shared/audience/profiles/index.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { makeApi } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";

const ada = { email: "ada@Example.com", attributes: { plan: "pro", tags: ["a"], age: 36 } };

test("a contact is made, shown and changed field by field", async () => {
  const { call, clock } = await makeApi();
  const made = await call("PUT", "/v1/contacts/ada", { ...ada, timeZone: "Europe/Zurich" });
  expect(made.body).toEqual({
    id: "ada",
    email: "ada@example.com",
    attributes: ada.attributes,
    timeZone: "Europe/Zurich",
    locale: null,
    subscribed: true,
    suppressed: null,
    existing: false,
    segments: [],
    createdAt: "2026-03-02T12:00:00.000Z",
    updatedAt: "2026-03-02T12:00:00.000Z",
  });
  clock.advance(1000);
  const changed = await call("PUT", "/v1/contacts/ada", {
    attributes: { plan: "free", age: null },
    locale: "de-CH",
  });
  expect(changed.body).toMatchObject({
    attributes: { plan: "free", tags: ["a"] },
    timeZone: "Europe/Zurich",
    locale: "de-CH",
    updatedAt: "2026-03-02T12:00:01.000Z",
  });
  expect((await call("GET", "/v1/contacts/ada")).body).toEqual(changed.body);
});

test("a zone or a language that is set to null goes; what is left out stays", async () => {
  const { call } = await makeApi();
  const fields = { timeZone: "Europe/Zurich", locale: "de-CH" };
  await call("PUT", "/v1/contacts/ada", { ...ada, ...fields });
  const one = await call("PUT", "/v1/contacts/ada", { timeZone: null });
  expect(one.body).toMatchObject({ timeZone: null, locale: "de-CH" });
  await call("PUT", "/v1/contacts/ada", { locale: null });
  expect((await call("GET", "/v1/contacts/ada")).body).toMatchObject({
    ...{ timeZone: null, locale: null },
    attributes: ada.attributes,
  });
  const made = await call("PUT", "/v1/contacts/bo", { email: "bo@example.com", timeZone: null });
  expect(made.body).toMatchObject({ timeZone: null });
});

test("a wrong field of a contact is named, and nothing changes", async () => {
  const { call, snapshot } = await makeApi();
  await call("PUT", "/v1/contacts/bo", { email: "bo@example.com" });
  const before = snapshot();
  const cases: [object, string][] = [
    [{}, "/email"],
    [{ email: "two@example.com, three@example.com" }, "/email"],
    [{ email: "BO@example.com" }, "/email"],
    [{ ...ada, timeZone: "Mars/Olympus" }, "/timeZone"],
    [{ ...ada, timeZone: "+02:00" }, "/timeZone"],
    [{ ...ada, locale: "no locale" }, "/locale"],
    [{ ...ada, subscribed: "yes" }, "/subscribed"],
    [{ ...ada, attributes: { a: "x".repeat(2001) } }, "/attributes/a"],
    [{ ...ada, attributes: { a: { b: 1 } } }, "/attributes/a"],
    [{ ...ada, attributes: { ["x".repeat(101)]: 1 } }, `/attributes/${"x".repeat(101)}`],
    [
      { ...ada, attributes: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i, i])) },
      "/attributes",
    ],
  ];
  for (const [bad, path] of cases) {
    const answer = await call("PUT", "/v1/contacts/ada", bad);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  }
  expect(snapshot()).toBe(before);
});

test("an erased contact is gone, and its address stays suppressed", async () => {
  const { call } = await makeApi();
  await call("PUT", "/v1/contacts/ada", ada);
  await call("PUT", "/v1/suppressions/ada@example.com");
  expect((await call("DELETE", "/v1/contacts/ada")).status).toBe(204);
  expect((await call("GET", "/v1/contacts/ada")).status).toBe(404);
  expect((await call("DELETE", "/v1/contacts/ada")).status).toBe(404);
  const again = await call("PUT", "/v1/contacts/ada2", ada);
  expect(again.body.suppressed).toBe("manual");
});

test("by our id it is told that a contact was erased; by yours nothing is known", async () => {
  const { call } = await makeApi();
  const event = { name: "seen", email: "bo@example.com" };
  await call("POST", "/v1/events", { events: [event] });
  await call("PUT", "/v1/contacts/ada", ada);
  const [bo] = (await call("GET", "/v1/contacts?q=bo@")).body.items;
  const detail = async (id: string) => (await call("GET", `/v1/contacts/${id}`)).body.detail;
  const unknown = "there is no contact with this id";
  expect(await detail("c_0mx43pst8mzs5e8zn")).toBe(unknown);
  await call("DELETE", `/v1/contacts/${bo.id}`);
  await call("DELETE", "/v1/contacts/ada");
  expect(await detail(bo.id)).toBe("this contact was erased");
  expect(await detail("ada")).toBe(unknown);
});

test("an address is suppressed, shown and let go again; a stronger reason stays", async () => {
  const { call } = await makeApi();
  await call("PUT", "/v1/contacts/ada", ada);
  const path = "/v1/suppressions/ADA%40example.com";
  expect((await call("GET", path)).status).toBe(404);
  const put = await call("PUT", path, { reason: "complaint" });
  expect(put.body).toEqual({
    email: "ADA@example.com",
    reason: "complaint",
    at: "2026-03-02T12:00:00.000Z",
  });
  expect((await call("PUT", path)).body.reason).toBe("complaint");
  expect((await call("GET", "/v1/contacts/ada")).body.suppressed).toBe("complaint");
  expect((await call("DELETE", path)).status).toBe(204);
  expect((await call("GET", "/v1/contacts/ada")).body.suppressed).toBe(null);
  expect((await call("DELETE", path)).status).toBe(404);
  const bad = await call("PUT", "/v1/suppressions/missing");
  expect([bad.status, bad.body.errors[0].path]).toEqual([422, "/email"]);
});

test("an address with a slash can be suppressed too", async () => {
  const { call } = await makeApi();
  expect((await call("PUT", "/v1/suppressions/a%2Fb@example.com")).status).toBe(200);
  expect((await call("GET", "/v1/suppressions/a%2Fb%40example.com")).body.reason).toBe("manual");
});

test("while a contact is being erased its address stays claimed; the erasure can be finished", async () => {
  const api = await makeApi();
  await api.call("PUT", "/v1/contacts/ada", ada);
  const { writeEach, query } = api.table;
  api.world.table.query = () => Promise.reject(new Unavailable("throttled"));
  expect((await api.call("DELETE", "/v1/contacts/ada")).status).toBe(503);
  Object.assign(api.world.table, { writeEach, query });
  expect((await api.call("GET", "/v1/contacts/ada")).status).toBe(404);
  const events = { events: [{ email: "ada@example.com", name: "seen" }] };
  expect((await api.call("POST", "/v1/events", events)).status).toBe(503);
  expect((await api.call("DELETE", "/v1/contacts/ada")).status).toBe(204);
  expect((await api.call("POST", "/v1/events", events)).status).toBe(202);
});

test("rows written during an erasure are erased a quarter of an hour later", async () => {
  const { call, clock, queue, table, world } = await makeApi();
  await call("PUT", "/v1/contacts/ada", ada);
  const pk = `main#${await findByExternalId({ table }, "ada")}`;
  await call("DELETE", "/v1/contacts/ada");
  const late = { table: "people", pk, sk: "b#welcome#-" } as const;
  await table.write([{ put: late, v: 1, data: {}, expect: "any" }]);
  const react = createReact(world) as unknown as (e: object, c: object) => Promise<void>;
  expect(queue.receive("work", 10)).toEqual([]);
  clock.advance(15 * MINUTE_MS);
  await react(queueEvent("work", queue.receive("work", 10)), lambdaContext());
  expect((await table.query("people", pk, {})).items).toEqual([]);
});

test("a timeline is paged newest first, and no page repeats or leaves out anything", async () => {
  const { call, world, clock } = await makeApi();
  await call("PUT", "/v1/contacts/ada", ada);
  const contact = (await findByExternalId(world, "ada"))!;
  for (let i = 0; i < 9; i++) {
    const at = START + Math.floor(i / 3) * 1000;
    await recordEvents(world, contact, [{ id: `e${i}`, name: "seen", at, data: { i } }]);
  }
  clock.advance(1000);
  await call("PUT", "/v1/suppressions/ada@example.com");
  const seen: { id?: string; kind: string; at: string }[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: string = cursor === "" ? "?limit=2" : `?limit=2&cursor=${cursor}`;
    const page = await call("GET", `/v1/contacts/ada/timeline${query}`);
    seen.push(...page.body.items);
    cursor = page.body.cursor;
  }
  expect(seen.map(({ id, kind }) => id ?? kind)).toEqual(
    "e8 e7 e6 e5 e4 e3 consent e2 e1 e0".split(" "),
  );
  expect(seen[6]).toEqual({
    at: "2026-03-02T12:00:01.000Z",
    kind: "consent",
    action: "suppressed",
    reason: "manual",
    actor: "operator",
  });
});

test("a list refuses a limit or a cursor that is none", async () => {
  const { call } = await makeApi();
  await call("PUT", "/v1/contacts/ada", ada);
  const path = "/v1/contacts/ada/timeline";
  for (const [query, field] of [
    ["limit=0", "/limit"],
    ["limit=201", "/limit"],
    ["limit=x", "/limit"],
    ["cursor=x", "/cursor"],
    ["page=2", "/page"],
  ]) {
    const answer = await call("GET", `${path}?${query}`);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, field]);
  }
});

test("two changes in one millisecond have tags of their own, and what the engine writes has none", async () => {
  const { call, world } = await makeApi();
  const put = (plan: string, tag?: string) =>
    call(
      "PUT",
      "/v1/contacts/ada",
      { email: "ada@example.com", attributes: { plan } },
      { headers: tag === undefined ? {} : { "if-match": tag } },
    );
  const first = (await put("free")).headers.etag!;
  const second = (await put("pro", first)).headers.etag!;
  expect(second).not.toBe(first);
  expect((await put("basic", first)).status).toBe(412);
  const { data: profile, version } = (await findContact(world, "ada"))!;
  const segments = { vip: { in: true, since: 0, version: 1 } };
  await world.table.write([putProfile({ ...profile, segments }, version)]);
  expect((await call("GET", "/v1/contacts/ada")).headers.etag).toBe(second);
  expect((await put("basic", second)).status).toBe(200);
  expect((await put("again", "*")).status).toBe(200);
});
