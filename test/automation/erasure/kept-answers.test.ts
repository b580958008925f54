import { expect, test } from "vitest";
import { DAY_MS } from "#shared/kernel/time.ts";
import { makeBoth } from "./two-contacts.ts";

test("an answer that names the contact is given no more, and its request is not done again", async () => {
  const engine = await makeBoth();
  const { call, queued, erase } = engine;
  const post = (path: string, body: object, key: string) =>
    call("POST", path, body, { headers: { "idempotency-key": key } });
  const mail = ["/v1/messages", { to: "ada@example.com", templateId: "receipt" }, "m"] as const;
  const both = ["/v1/messages", { to: "bob@example.com", templateId: "receipt" }, "b"] as const;
  const counted = ["/v1/events", { events: [{ contactId: "ada", name: "seen" }] }, "e"] as const;
  const answers = [await post(...mail), await post(...both), await post(...counted)];
  await erase();
  expect(await post(...mail)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("erased") },
  });
  expect((await call("POST", ...mailTo("eve"))).status).toBe(409);
  // Responses that name no or other contacts are repeated.
  expect((await post(...both)).body).toEqual(answers[1]!.body);
  expect((await post(...counted)).body).toEqual(answers[2]!.body);
  expect((await call("GET", "/v1/contacts/ada")).status).toBe(404);
  expect(queued("deliver-now")).toHaveLength(1);
});

const mailTo = (who: string) =>
  [
    "/v1/messages",
    { to: `${who}@example.com`, templateId: "receipt" },
    { headers: { "idempotency-key": "m" } },
  ] as const;

test("what only looks keeps no answer: asked again it is worked out anew", async () => {
  const { call, put } = await makeBoth();
  const ask = () =>
    call(
      "POST",
      "/v1/sequences/first/simulate",
      { contactId: "bob" },
      { headers: { "idempotency-key": "s" } },
    );
  await put("bob", { attributes: { plan: "pro" } });
  const first = await ask();
  const again = await ask();
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.headers["idempotent-replay"]).toBeUndefined();
});

test("rows that lead to kept answers are read as nothing else of a contact, and ended runs not as those", async () => {
  const { call, must, goTo, clock, table, erase } = await makeBoth();
  const body = { events: [{ contactId: "ada", name: "seen", id: "x" }] };
  const keyed = { headers: { "idempotency-key": "k" } };
  await call("POST", "/v1/events", body, keyed);
  await goTo(clock.at + 31 * DAY_MS);
  const { items } = (await must("GET", "/v1/contacts/ada/timeline")).body;
  expect(items.map(({ decision }: { decision?: string }) => decision)).toContain("completed");
  await must("GET", "/v1/contacts/ada/explain?sequence=first");
  const other = { table: "index", pk: "main#idem#undefined", sk: "-" } as const;
  await table.write([{ put: other, v: 1, data: {}, expect: "any" }]);
  await call("POST", "/v1/events", body, { headers: { "idempotency-key": "again" } });
  await must("GET", "/v1/contacts/ada/timeline");
  await must("GET", "/v1/contacts/ada/explain?sequence=first");
  await erase();
  expect(await table.get(other)).toBeDefined();
});
