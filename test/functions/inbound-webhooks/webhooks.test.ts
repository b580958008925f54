import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { answer } from "#functions/inbound-webhooks/answer.ts";
import { findContact } from "#shared/audience/contacts/index.ts";
import { makeApi } from "#test/support/api.ts";
import { START } from "#test/support/world.ts";
import { toEvent } from "../public/request.ts";

const BODY = { type: "order.paid", data: { contactId: "ada", email: "ada@example.com", total: 3 } };

async function start() {
  const { world, queue, clock, call, secrets } = await makeApi();
  const make = async (id: string) => (await call("POST", "/v1/sources", { id })).body.secret;
  const own: string = await make("shop");
  type Given = {
    source?: string;
    id?: string;
    at?: Date;
    headers?: Record<string, string>;
    secret?: string;
  };
  const post = async (
    body: unknown,
    { source = "shop", id = "msg_1", at = new Date(), headers, secret = own }: Given = {},
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const webhook = new Webhook(secret);
    const signed = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, at, text),
      ...headers,
    };
    const event = toEvent(`/hooks/${source}`, { method: "POST", headers: signed, body: text });
    return answer(world, event, () => {});
  };
  const events = () => queue.receive("work", 100).map(({ body }) => JSON.parse(body).event);
  return { world, clock, secrets, call, make, own, post, events };
}

test("a signed body becomes an event of its contact, who is made if need be", async () => {
  const { world, post, events } = await start();
  expect(await post(BODY)).toMatchObject({ statusCode: 202 });
  const contact = (await findContact(world, "ada"))!.data;
  expect(contact.email).toBe("ada@example.com");
  expect(events()).toEqual([
    { contact: contact.id, id: "shop:msg_1", name: "order.paid", at: START, data: { total: 3 } },
  ]);
});

test("the same webhook again is the same event, to the instant", async () => {
  const { clock, post, events } = await start();
  await post(BODY);
  clock.advance(60_000);
  expect(await post(BODY)).toMatchObject({ statusCode: 202 });
  const [one, two] = events();
  expect(one).toMatchObject({ id: "shop:msg_1", at: START });
  expect(two).toEqual(one);
});

test("another webhook under a known id is refused instead of being lost", async () => {
  const { post, events } = await start();
  await post(BODY);
  const reordered = {
    data: { total: 3, email: "ada@example.com", contactId: "ada" },
    type: "order.paid",
  };
  expect(await post(reordered)).toMatchObject({ statusCode: 202 });
  for (const body of [
    { ...BODY, type: "order.refunded" },
    { ...BODY, data: { ...BODY.data, total: 4 } },
  ]) {
    const refused = await post(body);
    expect([refused.statusCode, JSON.parse(refused.body!).errors[0].path]).toEqual([
      409,
      "/webhook-id",
    ]);
  }
  expect(events()).toHaveLength(2);
});

test("its own instant counts, up to an hour ahead", async () => {
  const { post, events } = await start();
  await post({ ...BODY, timestamp: "2026-03-01T00:00:00Z" });
  expect(events()[0].at).toBe(Date.parse("2026-03-01T00:00:00Z"));
  const ahead = await post({ ...BODY, timestamp: "2026-03-02T13:00:01Z" }, { id: "msg_2" });
  expect(ahead).toMatchObject({ statusCode: 422 });
});

test("an event that is refused makes no contact", async () => {
  const { world, post, events } = await start();
  for (const timestamp of ["2026-03-02T13:00:01Z", "1969-12-31T23:59:59Z"]) {
    const refused = await post({ ...BODY, timestamp });
    expect([refused.statusCode, JSON.parse(refused.body!).errors[0].path]).toEqual([
      422,
      "/timestamp",
    ]);
  }
  expect(await findContact(world, "ada")).toBeUndefined();
  expect(events()).toEqual([]);
});

test.each([
  ["no signature", { headers: { "webhook-signature": "" } }],
  ["a wrong signature", { headers: { "webhook-signature": `v1,${"A".repeat(43)}=` } }],
  ["a signature of nothing", { headers: { "webhook-signature": "v1" } }],
  ["another source's signature", { source: "billing" }],
  ["another id than was signed", { headers: { "webhook-id": "msg_9" } }],
  ["an old timestamp", { at: new Date(Date.now() - 301_000) }],
  ["a timestamp far ahead", { at: new Date(Date.now() + 330_000) }],
])("%s is refused", async (_, given) => {
  const { post, events, make } = await start();
  await make("billing");
  const reply = await post(BODY, given);
  expect(reply).toMatchObject({
    statusCode: 401,
    headers: { "content-type": "application/problem+json" },
  });
  expect(JSON.parse(reply.body!)).toMatchObject({
    status: 401,
    title: "The signature is not valid",
    detail: expect.stringMatching(/more than five minutes off: .*the sender's clock$/),
    requestId: "r-1",
  });
  expect(events()).toEqual([]);
});

test.each([
  ["no JSON", "{", 400],
  ["no type", { data: {} }, 422],
  ["no contact", { type: "a", data: {} }, 422],
  ["a name of ours", { type: "sequence.enrolled", data: { email: "a@example.com" } }, 422],
  ["a name over two lines", { type: "a\nb", data: { email: "a@example.com" } }, 422],
  ["a bad address", { type: "a", data: { email: "invalid" } }, 422],
  [
    "too large a body",
    { type: "a", data: { email: "a@example.com", x: "y".repeat(262_144) } },
    413,
  ],
  [
    "an event that just fits no queue",
    { type: "a", data: { email: "a@b.co", x: "y".repeat(262_080) } },
    422,
  ],
])("%s is refused", async (_, body, status) => {
  const { post, events } = await start();
  expect(await post(body)).toMatchObject({ statusCode: status });
  expect(events()).toEqual([]);
});

test.each([
  ["neither an id nor an address", {}, "/data", /needs `contactId` or `email`/],
  ["an unknown id without an address", { contactId: "bob" }, "/data/email", /not known yet/],
  ["a bad address", { email: "invalid" }, "/data/email", /./],
  ["an id that paths leave out", { contactId: ".." }, "/data/contactId", /neither "." nor ".."/],
  ["an id that is none", { contactId: "a/b" }, "/data/contactId", /without a slash/],
  ["another's address", { contactId: "bob", email: "ada@example.com" }, "/data/email", /another/],
])("%s is named by its place in the body", async (_, data, path, message) => {
  const { post } = await start();
  await post(BODY);
  const { statusCode, body } = await post({ type: "a", data }, { id: "msg_2" });
  expect([statusCode, JSON.parse(body!).errors]).toEqual([
    422,
    [{ path, message: expect.stringMatching(message) }],
  ]);
});

test("a source that does not exist accepts nothing, even if it is signed correctly", async () => {
  const { post, events, call, own } = await start();
  expect((await post(BODY, { source: "crm" })).statusCode).toBe(404);
  expect((await call("DELETE", "/v1/sources/shop")).status).toBe(204);
  expect((await post(BODY)).statusCode).toBe(404);
  expect(events()).toEqual([]);
  expect((await call("POST", "/v1/sources", { id: "shop" })).body.secret).not.toBe(own);
  expect((await post(BODY)).statusCode).toBe(401);
});

test("a source that rotates signs with either secret, until the old one is deleted", async () => {
  const { post, call, own } = await start();
  const rotated = (await call("POST", "/v1/sources/shop/rotate")).body;
  const next: string = rotated.secret;
  const status = async (secret: string) => (await post(BODY, { secret })).statusCode;
  expect([await status(own), await status(next)]).toEqual([202, 202]);
  expect((await call("POST", "/v1/sources/shop/rotate")).status).toBe(409);
  const [old] = rotated.secrets;
  expect(old.secret).toBe(own);
  expect((await call("DELETE", `/v1/sources/shop/secrets/${old.id}`)).status).toBe(204);
  expect([await status(own), await status(next)]).toEqual([401, 202]);
  expect((await call("DELETE", `/v1/sources/shop/secrets/${old.id}`)).status).toBe(404);
  const last = (await call("GET", "/v1/sources/shop")).body.secrets[0].id;
  expect((await call("DELETE", `/v1/sources/shop/secrets/${last}`)).status).toBe(409);
});

test("a key of the installation that is revoked takes the secrets that follow from it along", async () => {
  const { post, call, own, secrets } = await start();
  const [leaked] = secrets.keysOf("sources");
  secrets.rotate("sources");
  const next: string = (await call("POST", "/v1/sources/shop/rotate")).body.secret;
  secrets.revoke("sources", leaked!.id);
  const statuses = [await post(BODY, { secret: own }), await post(BODY, { secret: next })];
  expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 202]);
  const shown = (await call("GET", "/v1/sources/shop")).body;
  expect(shown.secrets.map(({ secret }: { secret: string }) => secret)).toEqual([null, next]);
});

test("secrets whose key was revoked are in the way of no rotation, the others are", async () => {
  const { post, call, own, secrets } = await start();
  const rotate = () => call("POST", "/v1/sources/shop/rotate");
  const second: string = (await rotate()).body.secret;
  const [leaked] = secrets.keysOf("sources");
  secrets.rotate("sources");
  expect((await rotate()).status).toBe(409);
  secrets.revoke("sources", leaked!.id);
  const third = (await rotate()).body;
  expect(third.secrets).toEqual([expect.objectContaining({ secret: third.secret })]);
  const fourth = (await rotate()).body;
  expect(fourth.secrets.map(({ secret }: { secret: string }) => secret)).toEqual([
    third.secret,
    fourth.secret,
  ]);
  expect((await rotate()).status).toBe(409);
  const status = async (secret: string) => (await post(BODY, { secret })).statusCode;
  expect([await status(own), await status(second)]).toEqual([401, 401]);
  expect([await status(third.secret), await status(fourth.secret)]).toEqual([202, 202]);
});
