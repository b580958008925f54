import { beforeAll, expect, test } from "vitest";
import { findByExternalId } from "#shared/audience/profiles/index.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { type Engine, makeEngine } from "#test/support/engine.ts";
import { START } from "#test/support/world.ts";

type Item = { id: string; contactId: string; state: string; template: string; at: string };
const PEOPLE = 12;
const id = (n: number) => `user-${String(n).padStart(2, "0")}`;

/** Three mails a minute; every fourth contact is unsubscribed, so its mail is dropped. */
async function makeMails() {
  const engine = await makeEngine();
  await engine.must("PUT", "/v1/templates/hello", { subject: "Hello", html: "<p>Hi</p>" });
  const send = { kind: "send", template: "hello", next: "later" };
  const later = { kind: "send", template: "receipt", next: null };
  for (const name of ["one", "two"]) {
    await engine.publish(name, {
      enter: [{ event: name }],
      start: "first",
      steps: {
        first: { ...send, next: "rest" },
        rest: { kind: "wait", for: "PT1H", next: "later" },
        later,
      },
    });
  }
  for (let n = 0; n < PEOPLE; n++) {
    if (n % 3 === 0) engine.clock.advance(MINUTE_MS);
    await engine.put(id(n), { subscribed: n % 4 !== 3 });
    await engine.happen(id(n), n % 2 === 0 ? "one" : "two");
    if (n % 3 === 2) await engine.deliver();
  }
  return engine;
}

let engine: Engine;
beforeAll(async () => {
  engine = await makeMails();
});

async function list(query = "", limit = 5, from = engine) {
  const items: Item[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const { body } = await from.must("GET", `/v1/messages?limit=${limit}${query}${more}`);
    items.push(...body.items);
    ({ cursor } = body);
  }
  return items;
}
const contacts = async (query = "", limit = 5) =>
  (await list(query, limit)).map(({ contactId }) => contactId);
const all = Array.from({ length: PEOPLE }, (_, n) => n);

test("messages are listed newest first, each once, whatever the size of a page", async () => {
  const newest = all.map(id).toReversed();
  for (const limit of [1, 5, 200]) expect(await contacts("", limit)).toEqual(newest);
  expect((await list())[1]).toEqual({
    id: expect.any(String),
    contactId: "user-10",
    to: "user-10@example.com",
    class: "marketing",
    source: expect.objectContaining({ kind: "run", sequence: "one", step: "first" }),
    template: "hello",
    templateVersion: 1,
    subject: "Hello",
    state: "sent",
    attempt: 1,
    at: expect.any(String),
    facts: { claimedAt: expect.any(String), sentAt: expect.any(String) },
  });
});

test("filters choose by state, sequence, step, template and time, together", async () => {
  const even = all.filter((n) => n % 2 === 0).map(id);
  expect(await contacts("&sequence=one")).toEqual(even.toReversed());
  expect(await contacts("&state=dropped")).toEqual(["user-11", "user-07", "user-03"]);
  expect(await contacts("&state=dropped&sequence=one")).toEqual([]);
  expect(await contacts("&step=later")).toEqual([]);
  expect(await contacts("&template=hello&step=first")).toHaveLength(PEOPLE);
  const at = (minutes: number) => new Date(START + minutes * MINUTE_MS).toISOString();
  expect(await contacts(`&from=${at(3.5)}`)).toEqual(["user-11", "user-10", "user-09"]);
  expect(await contacts(`&until=${at(1)}`)).toEqual(["user-02", "user-01", "user-00"]);
  expect(await contacts(`&from=${at(2)}&until=${at(3)}&sequence=two`)).toHaveLength(3);
});

test("a filter that can not be is refused with its place", async () => {
  for (const [query, path] of [
    ["state=lost", "/state"],
    ["from=yesterday", "/from"],
    ["sequence=A%20b", "/sequence"],
    ["contact=ada", "/contact"],
  ]) {
    const { status, body } = await engine.call("GET", `/v1/messages?${query}`);
    expect([status, body.errors[0].path]).toEqual([422, path]);
  }
});

test("a mail that is held and sent later is listed once, and so is one posted to the API", async () => {
  const own = await makeEngine();
  const first = { kind: "send", template: "receipt", next: null };
  await own.publish("go", { enter: [{ event: "go" }], start: "first", steps: { first } });
  await own.put("ada");
  await own.happen("ada", "go");
  await own.must("POST", "/v1/sending/stop");
  await own.deliver();
  const [held] = await list("", 5, own);
  expect(held!.state).toBe("held");
  await own.must("POST", "/v1/sending/resume");
  await own.goTo(START + HOUR_MS);
  await own.deliver();
  expect((await list("", 5, own)).map(({ state }) => state)).toEqual(["sent"]);
  const mail = { to: "bob@example.com", templateId: "receipt" };
  const posted = (await own.must("POST", "/v1/messages", mail)).body.id;
  expect(await list("", 5, own)).toHaveLength(1);
  await own.deliver("deliver-now");
  expect((await list("", 5, own)).map(({ id }) => id)).toEqual([posted, held!.id]);
});

test("an erased contact's mails are not listed, and the next midnight takes them out of the log", async () => {
  const own = await makeMails();
  const contact = (await findByExternalId(own, "user-01"))!;
  const rows = () =>
    own.database.sql.prepare("SELECT pk, sk, data FROM due WHERE pk LIKE 'log#%'").all();
  expect(JSON.stringify(rows())).toContain(contact);
  await own.must("DELETE", "/v1/contacts/user-01");
  const left = all
    .filter((n) => n !== 1)
    .map(id)
    .toReversed();
  const listed = async () => (await list("", 5, own)).map(({ contactId }) => contactId);
  expect(await listed()).toEqual(left);
  await own.goTo(START + DAY_MS);
  expect(rows().length).toBeGreaterThan(0);
  expect(JSON.stringify(rows())).not.toContain(contact);
  expect(new Set(await listed())).toEqual(new Set(left));
});
