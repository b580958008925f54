import { expect, test } from "vitest";
import { createHandler as createReact } from "#functions/react/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { type Api, makeApi } from "#test/support/api.ts";

const ALL = "sequences,contacts,messages,jobs,settings,templates,segments,mailbox";

/** Follows topics as a page does: what changed since the last look. */
function follow({ call }: Api, topics: string) {
  let after: string | undefined;
  return async () => {
    const query = new URLSearchParams({ topics, ...(after !== undefined && { after }) });
    const { status, body } = await call("GET", `/v1/changes?${query}`, undefined, {
      key: "drip_read",
    });
    expect(status).toBe(200);
    after = body.after;
    return body.items.map(({ topic }: { topic: string }) => topic);
  };
}

/** Runs what is queued for `react`, as the queue's worker does. */
async function work(api: Api) {
  const handler = createReact(api.world as never);
  const received = api.queue.receive("work", 100);
  if (received.length === 0) return;
  await handler(queueEvent("work", received), lambdaContext());
  await api.queue.ack(received.map(({ id }) => id));
}

test("a page hears of which topics something changed, once, and of no others", async () => {
  const api = await makeApi();
  const look = follow(api, `${ALL},sequence:welcome,sequence:other`);
  expect(await look()).toHaveLength(10);
  expect(await look()).toEqual([]);
  const definition = { name: "W", enter: [], start: "a", steps: { a: { kind: "exit" } } };
  for (const [method, path, body, topics] of [
    ["PUT", "/v1/settings", {}, ["settings"]],
    ["PUT", "/v1/templates/a", { subject: "A", html: "<p>a</p>" }, ["templates"]],
    ["PUT", "/v1/sequences/welcome", definition, ["sequences", "sequence:welcome"]],
    ["POST", "/v1/sending/stop", undefined, ["settings"]],
  ] as const) {
    expect((await api.call(method, path, body)).status).toBeLessThan(300);
    expect([path, await look()]).toEqual([path, topics]);
    expect(await look()).toEqual([]);
  }
  // What was refused changed nothing.
  await api.call("PUT", "/v1/settings", { timeZone: "Nowhere" });
  expect(await look()).toEqual([]);
});

test("who has the newest versions gets 304", async () => {
  const { call } = await makeApi();
  const first = await call("GET", "/v1/changes?topics=jobs");
  const headers = { "if-none-match": first.headers.etag! };
  const again = await call("GET", "/v1/changes?topics=jobs", undefined, { headers });
  expect([again.status, again.text]).toEqual([304, ""]);
});

test("moving contacts is noted while a page watches: the contact that it shows, and the others as one", async () => {
  const api = await makeApi();
  for (const id of ["ada", "bob"]) {
    await api.call("PUT", `/v1/contacts/${id}`, { email: `${id}@example.com` });
  }
  await work(api);
  const look = follow(api, "contacts,contact:ada,contact:bob,sequence:x,templates");
  await look();
  const other = follow(api, "contact:bob");
  await other();
  await api.call("POST", "/v1/events", { events: [{ contactId: "ada", name: "seen" }] });
  await work(api);
  expect(await look()).toEqual(["contacts", "contact:ada", "sequence:x"]);
  expect(await other()).toEqual([]);
  // A change of the contact itself is seen in its row.
  await api.call("PUT", "/v1/contacts/bob", { attributes: { plan: "pro" } });
  expect(await other()).toEqual(["contact:bob"]);
});

test("while no page watches, work writes no note; an hour after one did, neither", async () => {
  const api = await makeApi();
  await api.call("PUT", "/v1/contacts/ada", { email: "ada@example.com" });
  const notes = () =>
    api.database.sql.prepare(`SELECT sk FROM "index" WHERE pk = 'main#changes'`).all().length;
  const event = async () => {
    await api.call("POST", "/v1/events", { events: [{ contactId: "ada", name: "seen" }] });
    await work(api);
  };
  await event();
  expect(notes()).toBe(0);
  await follow(api, "contact:ada")();
  api.clock.advance(60 * MINUTE_MS);
  await event();
  expect(notes()).toBe(0);
  // The row of live definitions as a batch read it; only it says that a page watches.
  await follow(api, "contact:ada")();
  await event();
  expect(notes()).toBe(3);
});

test("watching writes once in two minutes, however many pages look", async () => {
  const api = await makeApi();
  const look = follow(api, "sequences");
  await look();
  const before = api.snapshot();
  for (let n = 0; n < 59; n++) {
    api.clock.advance(2_000);
    await look();
  }
  expect(api.snapshot()).toBe(before);
  api.clock.advance(4_000);
  await look();
  expect(api.snapshot()).not.toBe(before);
});

test("notes name no contact, and only twenty contacts are watched", async () => {
  const api = await makeApi();
  for (let n = 0; n < 25; n++) {
    await api.call("PUT", `/v1/contacts/c-${n}`, { email: `c${n}@example.com` });
    await follow(api, `contact:c-${n}`)();
  }
  const row = api.database.sql.prepare(`SELECT data FROM library WHERE sk = 'switches'`).get() as {
    data: string;
  };
  const { watched } = JSON.parse(String(row.data));
  expect(Object.keys(watched.contacts)).toHaveLength(20);
  expect(JSON.stringify(watched)).not.toMatch(/c_|c-\d|example/);
});

test.each([
  ["", "/topics"],
  ["topics=", "/topics/0"],
  ["topics=people", "/topics/0"],
  ["topics=jobs,sequence:A%20B", "/topics/1"],
  ["topics=contact:a/b", "/topics/0"],
  [`topics=${Array(31).fill("jobs")}`, "/topics"],
  ["topics=jobs&more=1", "/more"],
])("%j is refused by name", async (query, path) => {
  const { call } = await makeApi();
  const { status, body } = await call("GET", `/v1/changes?${query}`);
  expect([status, body.errors[0].path]).toEqual([422, path]);
});
