import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

const path = "/v1/contacts/batch";
const email = (id: string) => `${id}@example.com`;
type Row = Record<string, unknown>;

async function scene() {
  const engine = await makeEngine();
  const batch = (contacts: Row[], more: object = {}) =>
    engine.call("POST", path, { contacts, ...more });
  const attributes = async (id: string) =>
    (await engine.must("GET", `/v1/contacts/${id}`)).body.attributes;
  const faults = async (contacts: Row[], more: object = {}) => {
    const { status, body } = await batch(contacts, more);
    return [status, ...body.errors.map((one: { path: string }) => one.path)];
  };
  const all = async () => (await engine.must("GET", "/v1/contacts")).body.items.length;
  return { ...engine, batch, attributes, faults, all };
}

test("contacts are created and changed together, by id or by address, in the order of the rows", async () => {
  const { batch, put, attributes, must } = await scene();
  await put("ada", { attributes: { plan: "free", seats: 1 } });
  await must("POST", "/v1/events", { events: [{ email: email("eve"), name: "seen" }] });
  const { status, body } = await batch([
    { id: "ada", attributes: { plan: "pro" } },
    { email: email("ADA2"), attributes: { plan: "new" } },
    { id: "eve", email: email("eve"), locale: "de" },
    { id: "bob", email: email("bob"), subscribed: false },
  ]);
  expect(status).toBe(200);
  expect(body).toEqual({
    ids: ["ada", expect.stringMatching(/^c_/), "eve", "bob"],
    ...{ created: 2, changed: 2, skipped: [], merged: [] },
  });
  expect(await attributes("ada")).toEqual({ plan: "pro", seats: 1 });
  const bob = await must("GET", "/v1/contacts/bob");
  expect(bob.body).toMatchObject({ subscribed: false, email: email("bob") });
  const again = await batch([{ email: email("ada2"), attributes: { plan: "old" } }]);
  expect(again.body).toMatchObject({ ids: [body.ids[1]], created: 0, changed: 1 });
});

test("one fault refuses all rows, each fault by its row and field, and nothing is written", async () => {
  const { faults, put, must, all, attributes } = await scene();
  await put("ada");
  await must("PUT", "/v1/attributes/seats", { type: "number" });
  const good = { id: "new", email: email("new") };
  const bad: [Row[], string[]][] = [
    [[good, { id: "ada", attributes: { plan: [1] } }], ["/contacts/1/attributes/plan/0"]],
    [[good, { id: "ada", attributes: { seats: "x" } }], ["/contacts/1/attributes/seats"]],
    [[good, { id: "unknown" }], ["/contacts/1/email"]],
    [[good, { email: "not an address" }], ["/contacts/1/email"]],
    [[good, { attributes: {} }], ["/contacts/1/id"]],
    [[good, { id: "c_0000000000000000a" }], ["/contacts/1/id"]],
    [[good, { ...good, locale: "de" }], ["/contacts/1/id"]],
    [[good, { id: "other", email: email("NEW") }], ["/contacts/1/email"]],
    [[{ id: "ada" }, { email: email("ada") }], ["/contacts/1/email"]],
    [[{ id: "ada" }, { id: "other", email: email("ada") }], ["/contacts/1/email"]],
    [[good, { id: "other", email: email("ada") }], ["/contacts/1/email"]],
    [[good, { ...good, name: "x" }], ["/contacts/1/name"]],
  ];
  for (const [rows, paths] of bad) expect(await faults(rows)).toEqual([422, ...paths]);
  const long = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [`a${n}`, "x".repeat(1999)]),
  );
  expect(await faults([good, { id: "ada", attributes: long }])).toEqual([
    422,
    "/contacts/1/attributes",
  ]);
  expect(await faults([])).toEqual([422, "/contacts"]);
  const many = Array.from({ length: 501 }, (_, n) => ({ email: email(`u${n}`) }));
  expect(await faults(many)).toEqual([422, "/contacts"]);
  expect([await all(), await attributes("ada")]).toEqual([1, {}]);
});

test("a row with another contact's address is left out or changes that contact, as asked", async () => {
  const { batch, put, attributes, call } = await scene();
  await put("ada");
  const rows = [
    { id: "other", email: email("ada"), attributes: { plan: "pro" } },
    { id: "bob", email: email("bob") },
  ];
  const skipped = await batch(rows, { onConflict: "skip" });
  expect(skipped.body).toMatchObject({
    ids: [null, "bob"],
    ...{ created: 1, changed: 0, merged: [] },
    skipped: [{ index: 0, reason: expect.stringContaining("belongs to another contact") }],
  });
  expect(await attributes("ada")).toEqual({});
  const merged = await batch(rows, { onConflict: "merge" });
  expect(merged.body).toEqual({
    ids: ["ada", "bob"],
    ...{ created: 0, changed: 2, skipped: [] },
    merged: [{ index: 0, contactId: "ada" }],
  });
  expect(await attributes("ada")).toEqual({ plan: "pro" });
  expect((await call("GET", "/v1/contacts/other")).status).toBe(404);
});

test("a row that is left out repeats no contact; one that is merged does", async () => {
  const { batch, put, faults } = await scene();
  await put("ada");
  const rows = [{ id: "ada" }, { id: "other", email: email("ada") }];
  const skipped = await batch(rows, { onConflict: "skip" });
  expect(skipped.body).toMatchObject({ ids: ["ada", null], changed: 1 });
  expect(await faults(rows, { onConflict: "merge" })).toEqual([422, "/contacts/1/email"]);
});

test("a contact has at most 200 attributes, however they come", async () => {
  const { faults, call, put, attributes } = await scene();
  const some = (first: number, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${first + n}`, 1]));
  await put("ada", { attributes: some(0, 150) });
  expect(await faults([{ id: "ada", attributes: some(150, 51) }])).toEqual([
    422,
    "/contacts/0/attributes",
  ]);
  const one = await call("PUT", "/v1/contacts/ada", { attributes: some(150, 51) });
  expect([one.status, one.body.errors[0].path]).toEqual([422, "/attributes"]);
  await put("ada", { attributes: { ...some(150, 50), a0: null, a200: 1 } });
  expect(Object.keys(await attributes("ada"))).toHaveLength(200);
});

test("sequences and segments react to a batch as to single contacts, and not to imported ones", async () => {
  const { batch, publish, must, settle, inside, members } = await scene();
  await must("PUT", "/v1/segments/pro", {
    name: "Pro",
    condition: { attribute: "plan", is: "pro" },
  });
  await publish("greet", { enter: [{ segment: "pro" }] });
  const rows = (existing: boolean, ...ids: string[]) =>
    ids.map((id) => ({ id, email: email(id), attributes: { plan: "pro" }, existing }));
  await batch([...rows(false, "ada", "bob"), ...rows(true, "old")]);
  await settle();
  expect(await members("pro")).toEqual(["ada", "bob", "old"]);
  expect(await inside("greet")).toEqual(["ada", "bob"]);
});

test("two batches of the same rows at once leave each contact once", async () => {
  const { batch, all } = await scene();
  const rows = Array.from({ length: 40 }, (_, n) => ({ id: `u${n}`, email: email(`u${n}`) }));
  const answers = await Promise.all([batch(rows), batch(rows), batch(rows.toReversed())]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await all()).toBe(40);
});

test("batches that cross, by address alone, lose no row's values", async () => {
  const { batch, all, must } = await scene();
  const rows = (name: string) =>
    Array.from({ length: 30 }, (_, n) => ({ email: email(`u${n}`), attributes: { [name]: n } }));
  const answers = await Promise.all(["a", "b", "c"].map((name) => batch(rows(name))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(30);
  expect(await all()).toBe(30);
  for (const { attributes } of (await must("GET", "/v1/contacts")).body.items) {
    const { a, b, c } = attributes;
    expect([a, b, c]).toEqual([a, a, a]);
    expect(a).toBeTypeOf("number");
  }
});
