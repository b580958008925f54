import { expect, test } from "vitest";
import { makeApi, setUpSending } from "#test/support/api.ts";

/** Clients leave the first two out of a path; the last stand for no text that a path can hold. */
const IMPOSSIBLE = [".", "..", "a/b", "/", "\ud800", "x".repeat(201)];
const email = "ada@example.com";

/** Each body in which a caller says which contact it means. */
const ENTRANCES: [path: string, body: (id: string) => object][] = [
  ["/v1/events", (contactId) => ({ events: [{ contactId, email, name: "seen" }] })],
  ["/v1/sequences/welcome/enrollments", (contactId) => ({ contactId, email })],
  ["/v1/sequences/welcome/enrollments/bulk", (id) => ({ contacts: [id] })],
  ["/v1/templates/preview", (contactId) => ({ templateId: "receipt", contactId })],
  ["/v1/sequences/welcome/simulate", (contactId) => ({ contactId })],
];

async function make() {
  const api = await makeApi();
  await setUpSending(api);
  const steps = { day: { kind: "wait", for: "P1D", next: null } };
  const definition = { name: "W", enter: [{ api: true }], start: "day", steps };
  await api.call("PUT", "/v1/sequences/welcome", definition);
  await api.call("POST", "/v1/sequences/welcome/publish", {});
  return api;
}

test.each(ENTRANCES)("%s takes no id that no path could name", async (path, body) => {
  const { call } = await make();
  for (const id of IMPOSSIBLE) {
    const answer = await call("POST", path, body(id));
    expect([id, answer.status, answer.body.errors?.length]).toEqual([id, 422, 1]);
  }
  expect((await call("POST", path, body("."))).body.errors[0].message).toContain('neither "."');
  expect((await call("GET", "/v1/contacts")).body.items).toEqual([]);
});

test("a line of a list with such an id is refused with its reason", async () => {
  const { call } = await make();
  const csv = `id,email\n..,${email}\n.,bo@example.com`;
  const { status, body } = await call("POST", "/v1/sequences/welcome/enrollments/bulk", { csv });
  expect([status, body.errors.length]).toEqual([422, 2]);
  expect(JSON.stringify(body.errors)).toContain('neither \\".\\" nor \\"..\\"');
});

test("no contact is made under such an id; what is asked of one is not found", async () => {
  const { call } = await make();
  for (const id of ["%2E", "%2e%2E", ".", ".."]) {
    const path = `/v1/contacts/${id}`;
    const put = await call("PUT", path, { email });
    expect([put.status, put.body.errors]).toEqual([
      422,
      [{ path: "/id", message: expect.stringContaining("neither") }],
    ]);
    for (const [method, rest] of [
      ["GET", ""],
      ["DELETE", ""],
      ["GET", "/timeline"],
      ["GET", "/runs"],
    ] as const)
      expect([rest, (await call(method, path + rest)).status]).toEqual([rest, 404]);
  }
});

test("ids with dots in them are ids like others", async () => {
  const { call } = await make();
  for (const id of ["...", ".a", "a.", "a..b", "a.json"]) {
    const made = await call("PUT", `/v1/contacts/${id}`, { email: `${id.length}${email}` });
    expect([made.status, made.body.id]).toEqual([200, id]);
    expect((await call("GET", `/v1/contacts/${id}`)).body.id).toBe(id);
    expect((await call("DELETE", `/v1/contacts/${id}`)).status).toBe(204);
  }
});
