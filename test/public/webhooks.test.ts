import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { answer } from "#functions/webhooks/answer.ts";
import { findContact } from "#shared/people/index.ts";
import { sourceSecret } from "#shared/workspace/index.ts";
import { makeWorld, START } from "#test/support/world.ts";
import { toEvent } from "./request.ts";

const BODY = { type: "order.paid", data: { contactId: "ada", email: "ada@example.com", total: 3 } };

async function start() {
  const { world, queue, clock } = makeWorld();
  type Given = { source?: string; id?: string; at?: Date; headers?: Record<string, string> };
  const post = async (
    body: unknown,
    { source = "shop", id = "msg_1", at = new Date(Date.now()), headers }: Given = {},
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const webhook = new Webhook(await sourceSecret(world, "shop"));
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
  return { world, clock, post, events };
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

test.each([
  ["no signature", { headers: { "webhook-signature": "" } }],
  ["a wrong signature", { headers: { "webhook-signature": `v1,${"A".repeat(43)}=` } }],
  ["a signature of nothing", { headers: { "webhook-signature": "v1" } }],
  ["another source's signature", { source: "billing" }],
  ["another id than was signed", { headers: { "webhook-id": "msg_9" } }],
  ["an old timestamp", { at: new Date(Date.now() - 301_000) }],
])("%s is refused", async (_, given) => {
  const { post, events } = await start();
  const reply = await post(BODY, given);
  expect(reply).toMatchObject({
    statusCode: 401,
    headers: { "content-type": "application/problem+json" },
  });
  expect(JSON.parse(reply.body!)).toMatchObject({ status: 401, requestId: "r-1" });
  expect(events()).toEqual([]);
});

test.each([
  ["no JSON", "{", 400],
  ["no type", { data: {} }, 422],
  ["nobody it is about", { type: "a", data: {} }, 422],
  ["a name of ours", { type: "sequence.enrolled", data: { email: "a@example.com" } }, 422],
  ["a name over two lines", { type: "a\nb", data: { email: "a@example.com" } }, 422],
  ["a bad address", { type: "a", data: { email: "nobody" } }, 422],
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

test("a source's secret is its own and always the same", async () => {
  const { world } = await start();
  const [shop, again, billing] = await Promise.all(
    ["shop", "shop", "billing"].map((id) => sourceSecret(world, id)),
  );
  expect(shop).toBe(again);
  expect(shop).not.toBe(billing);
  expect(shop).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
