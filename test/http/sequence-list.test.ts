import { expect, test } from "vitest";
import { react } from "#shared/automation/dispatch/index.ts";
import { makeApi, setUpSending } from "#test/support/api.ts";

const hello = { kind: "send", template: "receipt", next: "day" };
const day = { kind: "wait", for: "P1D", next: null };
const definition = (name: string, more: object = {}) => ({
  name,
  enter: [{ event: "signed_up" }],
  start: "hello",
  steps: { hello, day },
  ...more,
});

async function setUp() {
  const api = await makeApi();
  await setUpSending(api);
  const { call, world, queued } = api;
  const goal = { event: "ordered" };
  await call("PUT", "/v1/sequences/first", definition("Welcome", { goal }));
  await call("POST", "/v1/sequences/first/publish", {});
  const lost = { hello: { ...hello, template: "gone" }, day };
  await call("PUT", "/v1/sequences/second", definition("Second", { steps: lost }));
  await call("PUT", "/v1/contacts/ann", { email: "ann@example.com" });
  await call("POST", "/v1/events", { events: [{ contactId: "ann", name: "signed_up" }] });
  const work = queued("work").map((body, i) => ({ id: String(i), body, again: false }));
  await react(world, work);
  const list = async (query: string) => {
    const { body } = await call("GET", `/v1/sequences${query}`);
    return body.items.map(({ id }: { id: string }) => id);
  };
  return { ...api, list };
}

test("each sequence is listed with what happens in it and what is wrong with its draft", async () => {
  const { call } = await setUp();
  const { body } = await call("GET", "/v1/sequences");
  const idle = { inside: 0, entered: 0, completed: 0, exited: 0, mails: 0 };
  expect(body.items).toMatchObject([
    { id: "first", name: "Welcome", state: "live", version: 1, inside: 1, entered: 1, mails: 1 },
    { id: "second", state: "draft", version: 0, ...idle, converted: null, errors: 1 },
  ]);
  expect(body.items[0]).toMatchObject({ completed: 0, exited: 0, converted: 0, errors: 0 });
});

test("the days of each sequence are a series, and the first page tells what needs attention", async () => {
  const { call } = await setUp();
  const { body } = await call("GET", "/v1/stats?measure=mails&from=2026-03-01&until=2026-03-02");
  expect(body).toEqual({
    from: "2026-03-01",
    until: "2026-03-02",
    items: [{ sequence: "first", points: [{ day: "2026-03-02", value: 1 }] }],
    cursor: null,
  });
  expect((await call("GET", "/v1/stats?measure=smiles")).body.errors[0].path).toBe("/measure");
  await call("POST", "/v1/sending/stop");
  const home = await call("GET", "/v1/home");
  expect(home.body).toEqual({
    stoppedAt: "2026-03-02T12:00:00.000Z",
    deadLetters: 0,
    failedJobs: [],
    errors: [{ id: "second", name: "Second", errors: 1 }],
    ...{ held: 0, unknown: 0, bounced: 0, complained: 0 },
    today: { entered: 1, completed: 0, exited: 0, mails: 1 },
    more: false,
  });
});

test("the list is narrowed by state and by a part of the name or id", async () => {
  const { call, list } = await setUp();
  expect(await list("?state=live")).toEqual(["first"]);
  expect(await list("?state=draft,paused")).toEqual(["second"]);
  expect(await list("?q=welc")).toEqual(["first"]);
  expect(await list("?q=SEC")).toEqual(["second"]);
  expect(await list("?q=none")).toEqual([]);
  const wrong = await call("GET", "/v1/sequences?state=asleep");
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, "/state"]);
});

test("pages follow each other also when a filter leaves out what lies between", async () => {
  const { call } = await setUp();
  for (const id of ["a", "b", "c", "z"]) {
    await call("PUT", `/v1/sequences/${id}`, definition(id === "z" ? "Welcome too" : id));
  }
  const found: string[] = [];
  let cursor: string | null = "";
  for (let pages = 0; cursor !== null && pages < 20; pages++) {
    const after: string = cursor && `&cursor=${cursor}`;
    const { body } = await call("GET", `/v1/sequences?limit=1&q=welcome${after}`);
    found.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.cursor;
  }
  expect(found).toEqual(["first", "z"]);
});
