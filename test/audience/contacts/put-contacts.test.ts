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
    [[{ id: "ada" }, { email: email("ada") }], ["/contacts/1/id"]],
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
