import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { afterChange } from "#functions/api/after-change.ts";
import { routes } from "#functions/api/routes.ts";
import { dispatch } from "#functions/runtime/http/dispatch.ts";
import { ChangesStreams, callerIn } from "#infra/standalone/changes-stream.ts";
import { serve } from "#infra/standalone/http-server.ts";
import { closeServer } from "#infra/standalone/wire-functions.ts";
import { makeApi } from "#test/support/api.ts";

/** The real server with its stream, which looks every few milliseconds. */
async function listen(lookMs = 5) {
  const api = await makeApi();
  const handle = dispatch(routes, api.world, afterChange);
  const streams = new ChangesStreams((event) => handle(event), callerIn(api.world), lookMs);
  const server = serve(
    (path) => (path === "/v1/changes/stream" ? streams.handle : (event) => handle(event)),
    async () => {},
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    await closeServer(server);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = (topics: string, headers: Record<string, string> = KEY) =>
    fetch(`${url}/v1/changes/stream?topics=${topics}`, { headers });
  return { ...api, server, streams, url, open };
}

const KEY = { authorization: "Bearer drip_read" };

/** Reads events; undefined at the end. */
function reader(response: Response) {
  const chunks = response.body!.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let text = "";
  return async (): Promise<{ topics: string[]; after: string } | undefined> => {
    for (;;) {
      const found = /^(?::\n\n)*id: (.*)\ndata: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found[0].length);
        const { items, after } = JSON.parse(found[2]!);
        expect(after).toBe(found[1]);
        return { topics: items.map(({ topic }: { topic: string }) => topic), after };
      }
      const { value, done } = await chunks.next();
      if (done) return undefined;
      text += value;
    }
  };
}

test("a change is told as soon as it is there, and nothing twice", async () => {
  const { open, call } = await listen();
  const response = await open("settings,templates");
  expect([response.status, response.headers.get("content-type")]).toEqual([
    200,
    "text/event-stream",
  ]);
  const next = reader(response);
  expect((await next())?.topics).toEqual(["settings", "templates"]);
  await call("PUT", "/v1/settings", {});
  expect((await next())?.topics).toEqual(["settings"]);
  await call("PUT", "/v1/templates/a", { subject: "A", html: "<p>a</p>" });
  expect((await next())?.topics).toEqual(["templates"]);
});

test("who comes back with the last id hears only what changed since", async () => {
  const { open, call } = await listen();
  const before = (await reader(await open("settings,templates"))())!.after;
  await call("PUT", "/v1/settings", {});
  const again = await open("settings,templates", { ...KEY, "last-event-id": before });
  expect((await reader(again)())?.topics).toEqual(["settings"]);
});

test.each([
  ["without a key", "settings", {}, 401],
  ["with a key that may not read", "settings", { authorization: "Bearer drip_send" }, 403],
  ["of what is no topic", "people", KEY, 422],
])("a stream %s is refused as the list is", async (_, topics, headers, status) => {
  const { open } = await listen();
  const response = await open(topics, headers as Record<string, string>);
  expect([response.status, response.headers.get("content-type")]).toEqual([
    status,
    "application/problem+json",
  ]);
});

test("a stream ends with the right to it", async () => {
  const { open, call } = await listen();
  const { key, id } = (await call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).body;
  const next = reader(await open("settings", { authorization: `Bearer ${key}` }));
  await next();
  await call("DELETE", `/v1/keys/${id}`);
  // What is told before the end is the change of the keys itself.
  for (let event = await next(); event; event = await next())
    expect(event.topics).toEqual(["settings"]);
});

test("fifty streams are open at most, and a closed one makes room", async () => {
  const { open, call } = await listen(500);
  const keys = await Promise.all(
    Array.from({ length: 5 }, async (_, n) => {
      const { body } = await call("POST", "/v1/keys", { name: `k${n}`, scopes: ["read"] });
      return { authorization: `Bearer ${body.key}` };
    }),
  );
  const all = await Promise.all(
    keys.flatMap((key) => Array.from({ length: 10 }, () => open("settings", key))),
  );
  expect(all.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect((await open("settings")).status).toBe(429);
  await all[0]!.body!.cancel();
  await expect.poll(async () => (await open("settings")).status).toBe(200);
});

test("one key has ten streams at most, by its sessions too, and leaves room for others", async () => {
  const { open, call, url } = await listen(500);
  const { key } = (await call("POST", "/v1/keys", { name: "k", scopes: ["read"] })).body;
  const own = { authorization: `Bearer ${key}` };
  const signedIn = await fetch(`${url}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-dripstack-console": "1" },
    body: JSON.stringify({ key }),
  });
  const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
  const asked = await Promise.all(
    Array.from({ length: 14 }, (_, n) => open("settings", n % 2 ? own : { cookie })),
  );
  const statuses = asked.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([...Array(10).fill(200), ...Array(4).fill(429)]);
  const refused = await open("settings", own);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect(await refused.json()).toMatchObject({
    detail: expect.stringContaining("10 streams"),
    requestId: expect.stringMatching(/./),
  });
  expect((await open("settings")).status).toBe(200);
  await asked.find(({ status }) => status === 200)!.body!.cancel();
  await expect.poll(async () => (await open("settings", own)).status).toBe(200);
});

test("the server closes although streams are open", async () => {
  const { open, server, streams } = await listen();
  const next = reader(await open("settings"));
  await next();
  streams.close();
  expect(await next()).toBeUndefined();
  expect((await open("settings")).status).toBe(429);
  await closeServer(server);
});

test("it is only read: another method finds nothing there, and HEAD gets no stream", async () => {
  const { url } = await listen();
  const ask = (method: string) =>
    fetch(`${url}/v1/changes/stream?topics=settings`, { method, headers: KEY });
  expect((await ask("POST")).status).toBe(404);
  const head = await ask("HEAD");
  expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([
    200,
    "text/event-stream",
    "",
  ]);
});
