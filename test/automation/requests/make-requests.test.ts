import { Webhook } from "standardwebhooks";
import { afterEach, expect, test } from "vitest";
import { createHandler } from "#functions/webhook-sender/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { systemClock } from "#shared/adapters/node/clock.ts";
import { requestSecrets } from "#shared/platform/settings/index.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";
import { answering, Receiver, type Script } from "#test/support/receiver.ts";
import { makeWorld } from "#test/support/world.ts";

const origin = { contact: "c_1", sequence: "s", entryKey: "-", run: "r", step: "ask", visit: 1 };

let receiver: Receiver | undefined;
afterEach(() => receiver?.stop());

/** The real handler, over a real server; `made` is what the run is told. */
async function start(script: Script) {
  receiver = await Receiver.start(script);
  const { world, queue, secrets } = makeWorld();
  const handler = createHandler({ ...world, clock: systemClock });
  const invoke = (event: unknown) => handler(event, lambdaContext());
  const make = async (...some: Partial<WebhookRequest>[]) => {
    const requests = some.map(
      (one): WebhookRequest => ({
        ...{ id: "msg_1", url: receiver!.url, body: '{"type":"x"}', timeoutMs: 2_000, attempt: 1 },
        ...{ origin, ...one },
      }),
    );
    await invoke({ requests });
    return queue.receive("work", 100).map(({ body }) => JSON.parse(body).webhookResult);
  };
  return { world, secrets, receiver, make, invoke };
}

test("a request is signed by the rules of Standard Webhooks, and its run is told of the answer", async () => {
  const { world, receiver, make } = await start(answering(200, '{"a":1}'));
  const body = JSON.stringify({ text: "grüße" });
  expect(await make({ id: "msg_x", body, attempt: 3 })).toEqual([
    { origin, attempt: 3, outcome: "ok", status: "200" },
  ]);
  const [got] = receiver.got;
  expect(got).toMatchObject({ body });
  expect(got!.headers).toMatchObject({
    "webhook-id": "msg_x",
    "content-type": "application/json",
    "user-agent": "Dripstack",
  });
  const webhook = new Webhook((await requestSecrets(world))[0].secret);
  const headers = got!.headers as Record<string, string>;
  expect(webhook.verify(got!.body, headers)).toEqual({ text: "grüße" });
  expect(() => webhook.verify(`${got!.body} `, headers)).toThrow();
});

test("while secrets rotate a request is signed by each, so that receivers change theirs when they like", async () => {
  const { world, secrets, receiver, make } = await start(answering(200));
  const verifies = ({ secret }: { secret: string }) => {
    const { body, headers } = receiver.got.at(-1)!;
    try {
      return !!new Webhook(secret).verify(body, headers as Record<string, string>);
    } catch {
      return false;
    }
  };
  const [old] = await requestSecrets(world);
  secrets.rotate("requests");
  const [next, ...others] = await requestSecrets(world);
  expect(others).toEqual([old]);
  await make({});
  expect([verifies(old), verifies(next)]).toEqual([true, true]);
  secrets.revoke("requests", old.id);
  await make({});
  expect([verifies(old), verifies(next)]).toEqual([false, true]);
});

test.each([
  [200, "ok", "200"],
  [204, "ok", "204"],
  [302, "refused", "redirect"],
  [400, "refused", "400"],
  [401, "refused", "401"],
  [404, "refused", "404"],
  [408, "retry", "408"],
  [410, "refused", "410"],
  [425, "retry", "425"],
  [429, "retry", "429"],
  [500, "retry", "500"],
  [503, "retry", "503"],
])("%i is %s", async (given, outcome, status) => {
  const { make } = await start(answering(given));
  expect(await make({})).toEqual([{ origin, attempt: 1, outcome, status }]);
});

test("failed requests are retried, but not to refused addresses", async () => {
  const told = async (failed: "timeout" | "private" | "insecure" | "dns") => {
    const { world, queue } = makeWorld({ http: { post: async () => ({ failed }) } });
    const request = { id: "1", url: "https://x", body: "", timeoutMs: 1, attempt: 1, origin };
    await createHandler(world)({ requests: [request] }, lambdaContext());
    return JSON.parse(queue.receive("work", 1)[0]!.body).webhookResult.outcome;
  };
  expect([await told("timeout"), await told("dns")]).toEqual(["retry", "retry"]);
  expect([await told("private"), await told("insecure")]).toEqual(["refused", "refused"]);
});

test("values of the answer become attributes where they can be some, and others are left out", async () => {
  const json = {
    data: { score: 7.5, tier: "gold", isNew: false, gone: null, tags: ["a", "b"], list: [1] },
    items: [{ id: "first" }],
    long: "x".repeat(2_001),
    most: "x".repeat(2_000),
    many: Array.from({ length: 1_000 }, () => "xx"),
  };
  const { make } = await start(answering(200, JSON.stringify(json)));
  const paths = ["data.score", "data.tier", "data.isNew", "data.gone", "data.tags", "data.list"];
  const others = [
    "data",
    "items.0.id",
    "long",
    "most",
    "many",
    "none.x",
    "constructor",
    "a.length",
  ];
  const map = Object.fromEntries([...paths, ...others].map((path) => [`my ${path}`, path]));
  const [{ attributes }] = await make({ map: { ...map, __proto: "data.tier" } });
  expect(attributes).toEqual({
    "my data.score": 7.5,
    "my data.tier": "gold",
    "my data.isNew": false,
    "my data.gone": null,
    "my data.tags": ["a", "b"],
    "my items.0.id": "first",
    "my most": json.most,
    __proto: "gold",
  });
});

test("an answer that is no JSON is an answer all the same", async () => {
  const { make } = await start(answering(200, '{"a":'));
  const [answered] = await make({ map: { a: "a" } });
  expect(answered).toMatchObject({ outcome: "ok", attributes: {} });
});

test("half characters of an answer are left out: no store gives them back", async () => {
  const json = String.raw`{"bad":"\ud800x","list":["a","\udc00"],"good":"\ud83d\ude00"}`;
  const { make } = await start(answering(200, json));
  const [{ attributes }] = await make({ map: { bad: "bad", list: "list", good: "good" } });
  expect(attributes).toEqual({ good: "😀" });
});

test("an answer that is too large to be read counts, unless something of it is wanted", async () => {
  const { make } = await start(answering(200, JSON.stringify({ a: "x".repeat(70_000) })));
  expect(await make({}, { map: { a: "a" } })).toMatchObject([
    { outcome: "ok", status: "200" },
    { outcome: "refused", status: "too-large" },
  ]);
});

test("requests of one invocation are made at once: a slow one holds up no other", async () => {
  const held: (() => void)[] = [];
  const { make, receiver } = await start((response) => {
    held.push(() => response.end());
    // Answered only when all of them are here.
    if (held.length === 25) for (const end of held) end();
  });
  const some = Array.from({ length: 25 }, (_, n) => ({ id: `msg_${n}`, timeoutMs: 10_000 }));
  const answers = await make(...some);
  expect(answers.filter(({ outcome }) => outcome === "ok")).toHaveLength(25);
  expect(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size).toBe(25);
});

test.each([
  ["no requests", {}],
  ["too many", { requests: Array.from({ length: 26 }, () => ({})) }],
  ["one that lasts too long", { requests: [{ id: "1", url: "x", body: "", timeoutMs: 1e9 }] }],
])("an invocation with %s is refused", async (_, event) => {
  const { invoke, receiver } = await start(answering(200));
  await expect(invoke(event)).rejects.toThrow();
  expect(receiver.got).toEqual([]);
});
