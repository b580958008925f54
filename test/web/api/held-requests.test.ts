import { expect, test } from "vitest";
import { HeldRequests } from "../../../web/src/api/held-requests.ts";

const request = (path = "/v1/templates/a") =>
  new Request(`https://console.example${path}`, { method: "PUT", body: "text" });

/** An API whose session can end; `seen` are the bodies that it took. */
function makeHeld() {
  const api = { isOver: false, asked: 0, seen: [] as string[] };
  const held = new HeldRequests(async (sent) => {
    api.asked += 1;
    const { isOver } = api;
    const body = await sent.text();
    if (isOver) return new Response("", { status: 401 });
    api.seen.push(body);
    return new Response("ok");
  });
  held.hold();
  const told: boolean[] = [];
  held.subscribe(() => void told.push(held.isOver()));
  const idle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { api, held, told, idle };
}

test("a request of a session that is over is sent again, whole, after the same key signed in", async () => {
  const { api, held, told, idle } = makeHeld();
  api.isOver = true;
  const both = Promise.all([held.fetch(request()), held.fetch(request())]);
  await idle();
  expect([held.isOver(), api.asked]).toEqual([true, 2]);
  api.isOver = false;
  held.signedIn();
  expect((await both).map(({ status }) => status)).toEqual([200, 200]);
  expect([held.isOver(), api.seen]).toEqual([false, ["text", "text"]]);
  expect(told.at(-1)).toBe(false);
});

test("one that was refused before a sign-in and told after it asks for no other", async () => {
  const slow = Promise.withResolvers<Response>();
  let asked = 0;
  const held = new HeldRequests(async () => (asked++ === 0 ? slow.promise : new Response("ok")));
  held.hold();
  const sent = held.fetch(request());
  held.signedIn();
  slow.resolve(new Response("", { status: 401 }));
  expect((await sent).status).toBe(200);
  expect(held.isOver()).toBe(false);
});

test("another key's sign-in sends nothing of what waits, nor of what is refused later", async () => {
  const { api, held, idle } = makeHeld();
  api.isOver = true;
  const waiting = held.fetch(request());
  await idle();
  const late = held.fetch(request());
  api.isOver = false;
  held.drop();
  expect([(await waiting).status, api.seen.includes("text")]).toEqual([401, false]);
  expect([401, 200]).toContain((await late).status);
  expect(api.seen.length).toBeLessThan(2);
});

test("nothing is held of a sign-in, nor before anything is shown", async () => {
  const { api, held } = makeHeld();
  api.isOver = true;
  for (const path of ["/v1/sessions", "/v1/sessions/current"])
    expect((await held.fetch(request(path))).status).toBe(401);
  held.drop();
  expect((await held.fetch(request())).status).toBe(401);
  expect(held.isOver()).toBe(false);
});
