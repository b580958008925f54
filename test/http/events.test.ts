import { expect, test } from "vitest";
import { DAY_MS, HOUR_MS, iso } from "#shared/kernel/time.ts";
import { type Api, makeApi } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";

const post = ({ call }: Api, ...events: object[]) => call("POST", "/v1/events", { events });
const bodies = (api: Api) => api.queued("work").map(({ event }) => event);
const faults = (answer: { body: { errors: { path: string }[] } }) =>
  answer.body.errors.map(({ path }) => path);

test("events are handed over with our contact id, their own id and their instant", async () => {
  const api = await makeApi();
  const answer = await post(
    api,
    { contactId: "ada", email: "ada@example.com", name: "signed_up", data: { plan: "pro" } },
    { contactId: "ada", name: "seen", id: "e1", at: "2026-03-02T13:00:00+01:00" },
  );
  expect(answer.status).toBe(202);
  expect(answer.body).toMatchObject({ accepted: 2, duplicates: 0 });
  const [first, second] = bodies(api);
  expect(first).toEqual({
    contact: expect.stringMatching(/^c_/),
    id: answer.body.ids[0],
    name: "signed_up",
    at: START,
    data: { plan: "pro" },
  });
  expect(second).toEqual({
    contact: first.contact,
    id: "e1",
    name: "seen",
    at: START,
    ordinal: 1,
    data: {},
  });
  const contact = await api.call("GET", "/v1/contacts/ada");
  expect(contact.body).toMatchObject({ id: "ada", email: "ada@example.com" });
});

test("the same new address in many events of a batch makes one contact", async () => {
  const api = await makeApi();
  const email = (i: number) => (i % 2 ? "Ada@example.com" : "ada@EXAMPLE.com");
  const events = Array.from({ length: 60 }, (_, i) => ({ email: email(i), name: "seen" }));
  await post(api, { contactId: "ada", email: "ada@example.com", name: "seen" }, ...events);
  expect(new Set(bodies(api).map(({ contact }) => contact)).size).toBe(1);
  expect((await api.call("GET", "/v1/contacts/ada")).status).toBe(200);
});

test("requests at the same time make one contact of one address, and count one id once", async () => {
  const api = await makeApi();
  const event = { id: "e1", email: "ada@example.com", name: "seen" };
  const named = { ...event, contactId: "ada" };
  const answers = await Promise.all([event, named, event, named].map((one) => post(api, one)));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(1);
  expect(new Set(bodies(api).map(({ contact }) => contact)).size).toBe(1);
});

test("an id counts once for seven days; a duplicate goes again under its first instant", async () => {
  const api = await makeApi();
  const event = { id: "e1", email: "ada@example.com", name: "seen" };
  expect((await post(api, event, event)).body).toEqual({
    accepted: 1,
    duplicates: 1,
    ids: ["e1", "e1"],
  });
  api.clock.advance(HOUR_MS);
  expect((await post(api, event)).body).toMatchObject({ accepted: 0, duplicates: 1 });
  expect(bodies(api).map(({ at }) => at)).toEqual([START, START]);
  expect((await post(api, { ...event, email: "bo@example.com" })).body.duplicates).toBe(0);
  api.clock.advance(7 * DAY_MS);
  expect((await post(api, event)).body.duplicates).toBe(0);
});

test("one bad event and nothing of the batch happens", async () => {
  const api = await makeApi();
  await post(api, { contactId: "old", email: "old@example.com", name: "seen" });
  const before = api.snapshot();
  const good = { email: "new@example.com", name: "seen", id: "e1" };
  const cases: [object, string][] = [
    [{ email: "new@example.com" }, "/events/1/name"],
    [{ name: "seen" }, "/events/1/contactId"],
    [{ contactId: "missing", name: "seen" }, "/events/1/email"],
    [{ contactId: "x", email: "old@example.com", name: "seen" }, "/events/1/email"],
    [{ contactId: "a/b", email: "x@example.com", name: "seen" }, "/events/1/contactId"],
    [{ contactId: "c_0mjm2xw00aaaaaaaa", email: "x@x.com", name: "a" }, "/events/1/contactId"],
    [{ email: "no address", name: "seen" }, "/events/1/email"],
    [{ ...good, name: "message.sent" }, "/events/1/name"],
    [{ ...good, name: "contact.unsubscribed" }, "/events/1/name"],
    [{ ...good, at: iso(START + HOUR_MS + 1) }, "/events/1/at"],
    [{ ...good, at: "1969-12-31T00:00:00Z" }, "/events/1/at"],
    [{ ...good, at: "yesterday" }, "/events/1/at"],
    [{ ...good, data: { x: "x".repeat(65 * 1024) } }, "/events/1/data"],
    [{ ...good, data: [] }, "/events/1/data"],
  ];
  for (const [bad, path] of cases) {
    const answer = await post(api, good, bad);
    expect([answer.status, ...faults(answer)], JSON.stringify(bad).slice(0, 80)).toEqual([
      422,
      path,
    ]);
  }
  expect(api.snapshot()).toBe(before);
});

test("two new contacts of one batch can't share an address", async () => {
  const api = await makeApi();
  const before = api.snapshot();
  const answer = await post(
    api,
    { contactId: "a", email: "ada@example.com", name: "seen" },
    { contactId: "b", email: "ADA@example.com", name: "seen" },
  );
  expect([answer.status, ...faults(answer)]).toEqual([422, "/events/1/email"]);
  expect(api.snapshot()).toBe(before);
});

test("a batch has 1 to 500 events", async () => {
  const api = await makeApi();
  expect((await post(api)).status).toBe(422);
  const event = (i: number) => ({ email: `p${i}@example.com`, name: "seen", id: "e" });
  const full = await post(api, ...Array.from({ length: 500 }, (_, i) => event(i)));
  expect(full.body.accepted).toBe(500);
  expect(bodies(api)).toHaveLength(500);
  expect((await post(api, ...Array.from({ length: 501 }, (_, i) => event(i)))).status).toBe(422);
});
