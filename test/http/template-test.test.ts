import { expect, test } from "vitest";
import { makeEngine } from "#test/support/engine.ts";

async function makeTemplate() {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/templates/hello", {
    subject: "Hello {{ contact.name }}",
    html: '<p>{{ event.cart }} {{ data.x }} <a href="https://example.com/x">x</a></p>',
    class: "marketing",
  });
  await engine.put("ada", { attributes: { name: "Ada" }, subscribed: false });
  return engine;
}
const TEST = {
  to: ["ann@example.com", "bob@example.com"],
  contactId: "ada",
  event: { cart: "c-1" },
  data: { x: 7 },
};

test("a test goes to the team as it looks for a contact, marked, untracked and out of all facts", async () => {
  const engine = await makeTemplate();
  const { status, body } = await engine.must("POST", "/v1/templates/hello/test", TEST);
  expect(status).toBe(202);
  expect(body.items).toEqual(TEST.to.map((to) => ({ to, id: expect.any(String) })));
  await engine.deliver("deliver-now");
  expect(engine.sent.map(({ to }) => to)).toEqual(TEST.to);
  const raw = Buffer.from(engine.sent[0]!.raw).toString();
  expect(raw).toContain("Subject: [Test] Hello Ada");
  expect(raw).toContain("c-1 7");
  expect(raw).toContain("https://example.com/x");
  expect(raw).not.toMatch(/\/[cou]\/[\w-]{8}\./);
  const shown = (await engine.must("GET", `/v1/messages/${body.items[0].id}`)).body;
  expect(shown).toMatchObject({ test: true, to: "ann@example.com", state: "sent" });
  const { items } = (await engine.must("GET", "/v1/contacts/ada/timeline?kind=event")).body;
  expect(items.filter(({ name }: { name: string }) => /^message/.test(name))).toEqual([]);
  const mails = (await engine.must("GET", "/v1/contacts/ada/timeline?kind=message")).body.items;
  expect(mails).toContainEqual(expect.objectContaining({ test: true, to: "ann@example.com" }));
  expect((await engine.must("GET", "/v1/contacts?q=ann")).body.items).toEqual([]);
});

test("a repeated test sends nothing twice, and an address twice gets one", async () => {
  const engine = await makeTemplate();
  const headers = { "idempotency-key": "k-1" };
  const body = { ...TEST, to: ["ann@example.com", "ANN@example.com"] };
  const post = () => engine.call("POST", "/v1/templates/hello/test", body, { headers });
  const [first, second] = [await post(), await post()];
  expect(first.status).toBe(202);
  expect(second.body).toEqual(first.body);
  expect(first.body.items).toHaveLength(1);
  await engine.deliver("deliver-now");
  expect(engine.sent).toHaveLength(1);
});

test("an address that complained gets none, and the answer says so", async () => {
  const engine = await makeTemplate();
  await engine.must("PUT", "/v1/suppressions/ann@example.com", { reason: "complaint" });
  const { body } = await engine.must("POST", "/v1/templates/hello/test", TEST);
  expect(body.items).toEqual([
    { to: "ann@example.com", reason: "this address is suppressed: complaint" },
    { to: "bob@example.com", id: expect.any(String) },
  ]);
});

test("bad input is refused with its place, and only an admin key sends tests", async () => {
  const engine = await makeTemplate();
  const post = (body: object, key = "drip_admin") =>
    engine.call("POST", "/v1/templates/hello/test", body, { key });
  for (const [body, path] of [
    [{ ...TEST, to: [] }, "/to"],
    [{ ...TEST, to: Array.from({ length: 6 }, (_, n) => `a${n}@example.com`) }, "/to"],
    [{ ...TEST, to: ["no address"] }, "/to/0"],
    [{ to: TEST.to }, "/contactId"],
  ] as const) {
    const answer = await post(body);
    expect([answer.status, answer.body.errors[0].path]).toEqual([422, path]);
  }
  expect((await post({ ...TEST, contactId: "none" })).status).toBe(404);
  expect((await post(TEST, "drip_send")).status).toBe(403);
  expect((await engine.call("POST", "/v1/templates/none/test", TEST)).status).toBe(404);
});
