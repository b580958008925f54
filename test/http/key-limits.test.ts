import { expect, test, vi } from "vitest";
import { withinDay } from "#functions/runtime/http/rates.ts";
import { TooMany, Unavailable } from "#shared/kernel/errors.ts";
import { DAY_MS, HOUR_MS, iso, MINUTE_MS } from "#shared/kernel/time.ts";
import type { KeyInfo } from "#shared/platform/access/index.ts";
import { type Api, makeApi, setUpSending } from "#test/support/api.ts";
import { makeWorld } from "#test/support/world.ts";

const mail = { to: "ada@example.com", templateId: "receipt" };
const events = { events: [{ email: "ada@example.com", name: "seen" }] };

async function makeKey({ call }: Api, given: object = {}) {
  const made = await call("POST", "/v1/keys", { name: "k", scopes: ["send"], ...given });
  expect(made.status).toBe(201);
  return made.body;
}
const shown = async ({ call }: Api, id: string) =>
  (await call("GET", "/v1/keys")).body.items.find((one: { id: string }) => one.id === id);
/** How many of `times` requests were answered by each status. */
async function tally(times: number, ask: () => Promise<{ status: number }>) {
  const counts: Record<number, number> = {};
  for (let i = 0; i < times; i++) {
    const { status } = await ask();
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

test("a key opens nothing from the instant at which it expires, and is still listed", async () => {
  const api = await makeApi();
  const expiresAt = iso(api.clock.now() + DAY_MS);
  const { key, id } = await makeKey(api, { scopes: ["read"], expiresAt });
  const read = () => api.call("GET", "/v1/settings", undefined, { key });
  api.clock.advance(DAY_MS - 1);
  expect((await read()).status).toBe(200);
  api.clock.advance(1);
  const answer = await read();
  expect([answer.status, answer.body.detail]).toEqual([
    401,
    "this API key has expired: make another one",
  ]);
  expect(await shown(api, id)).toMatchObject({ expiresAt });
  expect((await api.call("DELETE", `/v1/keys/${id}`)).status).toBe(204);
});

test.each([
  ["/expiresAt", { expiresAt: "2020-01-01T00:00:00Z" }, "is in the past: name a later instant"],
  ["/expiresAt", { expiresAt: "tomorrow" }, "is no instant such as 2027-01-31T00:00:00Z"],
  ["/expiresAt", { expiresAt: "2027-01-31" }, "is no instant such as 2027-01-31T00:00:00Z"],
  ["/limits/sendsPerDay", { limits: { sendsPerDay: 0 } }, "1"],
  ["/limits/requestsPerSecond", { limits: { requestsPerSecond: 10_000_001 } }, "10000000"],
  ["/limits/mailsPerDay", { limits: { mailsPerDay: 5 } }, "unknown field"],
])("a key with a wrong %s is refused by name: %j", async (path, given, words) => {
  const { call, snapshot } = await makeApi();
  const before = snapshot();
  const answer = await call("POST", "/v1/keys", { name: "k", scopes: ["send"], ...given });
  expect([answer.status, answer.body.errors]).toEqual([
    422,
    [{ path, message: expect.stringContaining(words) }],
  ]);
  expect(snapshot()).toBe(before);
});

test("when a key was last used is known to the hour, for one write an hour", async () => {
  const api = await makeApi();
  const { key, id } = await makeKey(api, { scopes: ["read"] });
  expect(await shown(api, id)).toMatchObject({ lastUsedAt: null });
  const write = vi.spyOn(api.table, "write");
  const start = api.clock.now();
  const read = () => api.call("GET", "/v1/settings", undefined, { key });
  for (let minute = 0; minute < 120; minute++) {
    await read();
    api.clock.advance(MINUTE_MS);
  }
  expect(write).toHaveBeenCalledTimes(2);
  expect(await shown(api, id)).toMatchObject({ lastUsedAt: iso(start + HOUR_MS) });
  // What can't be noted was a use all the same.
  write.mockRejectedValue(new Unavailable("down"));
  expect((await read()).status).toBe(200);
});

test("a key asks as often as its limit says, and is told when to come again", async () => {
  const api = await makeApi();
  const { key } = await makeKey(api, { limits: { requestsPerSecond: 5 } });
  const post = () => api.call("POST", "/v1/events", events, { key });
  expect(await tally(12, post)).toEqual({ 202: 5, 429: 7 });
  expect((await post()).headers["retry-after"]).toBe("1");
  api.clock.advance(1_000);
  expect(await tally(12, post)).toEqual({ 202: 5, 429: 7 });
  const other = await makeKey(api);
  expect((await api.call("POST", "/v1/events", events, { key: other.key })).status).toBe(202);
});

test("a key sends as many mails in a second, and in a day, as its limits say", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { key } = await makeKey(api, { limits: { sendsPerSecond: 3, sendsPerDay: 5 } });
  const send = () => api.call("POST", "/v1/messages", mail, { key });
  expect(await tally(5, send)).toEqual({ 202: 3, 429: 2 });
  api.clock.advance(1_000);
  expect(await tally(3, send)).toEqual({ 202: 2, 429: 1 });
  api.clock.advance(1_000);
  const refused = await send();
  expect([refused.status, refused.body.detail]).toEqual([
    429,
    "this key may send 5 mails a day (UTC)",
  ]);
  // It is noon and two seconds.
  expect(refused.headers["retry-after"]).toBe(String(12 * 3_600 - 2));
  api.clock.advance(12 * HOUR_MS);
  expect(await tally(3, send)).toEqual({ 202: 3 });
  expect(api.queued("deliver-now")).toHaveLength(8);
});

test("what is refused, and what is asked for again under its key, is not counted as sent", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { key } = await makeKey(api, { limits: { sendsPerDay: 2 } });
  const unknown = { ...mail, templateId: "nothing" };
  expect(await tally(5, () => api.call("POST", "/v1/messages", unknown, { key }))).toEqual({
    422: 5,
  });
  const headers = { "idempotency-key": "order-1" };
  expect(await tally(5, () => api.call("POST", "/v1/messages", mail, { key, headers }))).toEqual({
    202: 5,
  });
  expect(await tally(2, () => api.call("POST", "/v1/messages", mail, { key }))).toEqual({
    202: 1,
    429: 1,
  });
});

test("what the day's limit refused is not counted: a mail that fails leaves its room to the next", async () => {
  const { world } = makeWorld();
  const key: KeyInfo = {
    id: "k",
    name: "k",
    scopes: ["send"],
    createdAt: 0,
    limits: { sendsPerDay: 1 },
  };
  const send = (mail: Promise<string>) => withinDay(world, key, () => mail);
  const failing = Promise.withResolvers<string>();
  const first = send(failing.promise);
  for (let i = 0; i < 3; i++) {
    await expect(send(Promise.resolve("sent"))).rejects.toBeInstanceOf(TooMany);
  }
  failing.reject(new Unavailable("down"));
  await expect(first).rejects.toBeInstanceOf(Unavailable);
  expect(await send(Promise.resolve("sent"))).toBe("sent");
});

test("the usual limits hold a key that leaked, none of them an admin, and all can be set", async () => {
  const api = await makeApi();
  const usual = { requestsPerSecond: 500, sendsPerSecond: 50, sendsPerDay: 10_000 };
  const none = { requestsPerSecond: null, sendsPerSecond: null, sendsPerDay: null };
  expect((await makeKey(api)).limits).toEqual(usual);
  expect((await makeKey(api, { scopes: ["read", "send"] })).limits).toEqual(usual);
  expect((await makeKey(api, { scopes: ["send", "admin"] })).limits).toEqual(none);
  expect((await makeKey(api, { limits: none })).limits).toEqual(none);
  const some = await makeKey(api, { limits: { sendsPerDay: 7 } });
  expect(some.limits).toEqual({ ...usual, sendsPerDay: 7 });
  expect(await shown(api, some.id)).toMatchObject({ limits: some.limits });
});

test("300 mails in two seconds, by a key that may only send, end at its rate", async () => {
  const api = await makeApi();
  await setUpSending(api);
  const { key } = await makeKey(api);
  const send = () => {
    api.clock.advance(6);
    return api.call("POST", "/v1/messages", mail, { key });
  };
  const { 202: sent } = await tally(300, send);
  expect(sent).toBeLessThanOrEqual(50 + 1.8 * 50);
});
