import { expect, test } from "vitest";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { react } from "#shared/automation/dispatch/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { DAY_MS, HOUR_MS, iso, MINUTE_MS } from "#shared/kernel/time.ts";
import { postMessage } from "#shared/messaging/delivery/index.ts";
import { readAttention, readDailyCounts } from "#shared/messaging/figures/index.ts";
import { firstReconcile } from "#shared/messaging/handover/index.ts";
import { setSending } from "#shared/platform/live-definitions/index.ts";
import type { SendOutcome } from "#shared/ports/mailer.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { BROWSER, openMail } from "#test/functions/public/request.ts";
import { loadSimulated } from "#test/simulation/workspace.ts";
import { makeWorld, recordingMailer, START } from "#test/support/world.ts";
import { sendOne } from "../feedback/message.ts";

const DAYS = { from: "2026-01-01", until: "2026-12-31" };
const NONE = {
  ...{ sent: 0, delivered: 0, bounced: 0, complained: 0, opened: 0, clicked: 0, unsubscribed: 0 },
};

type Handler = (event: object, context: object) => Promise<{ batchItemFailures: object[] }>;

/** Runs a batch of messages through a function. */
async function run(handler: unknown, queue: QueueName, bodies: object[]) {
  const messages = bodies.map((body, i) => ({
    id: String(i),
    body: JSON.stringify(body),
    receives: 1,
  }));
  const { batchItemFailures } = await (handler as Handler)(
    queueEvent(queue, messages),
    lambdaContext(),
  );
  expect(batchItemFailures).toEqual([]);
}

const record = (eventType: string, messageId: string, at: number, part: object = {}) => ({
  eventType,
  mail: {
    timestamp: iso(START),
    messageId: "provider-1",
    destination: ["ada@example.com"],
    tags: { message: [messageId], attempt: ["1"] },
  },
  [eventType.toLowerCase()]: { timestamp: iso(at), ...part },
});

test("a batch of feedback is counted by day for the workspace and its sequence, once", async () => {
  const { world, message } = await (async () => {
    const all = makeWorld();
    return { ...all, ...(await sendOne(all.world)) };
  })();
  const added: string[] = [];
  const table = Object.assign(Object.create(world.table), {
    add: (...all: Parameters<typeof world.table.add>) => {
      added.push(all[0].pk);
      return world.table.add(...all);
    },
  });
  const handle = feedback({ ...world, table });
  const batch = [
    record("Delivery", message.id, START + MINUTE_MS),
    record("Open", message.id, START + DAY_MS, { userAgent: BROWSER }),
    record("Complaint", message.id, START + DAY_MS),
  ];
  await run(handle, "feedback", [...batch, ...batch]);
  expect(added.toSorted()).toEqual(["main#mails#2026-03-02", "main#mails#2026-03-03"]);
  const days = [
    { ...NONE, day: "2026-03-02", sent: 1, delivered: 1 },
    { ...NONE, day: "2026-03-03", opened: 1, complained: 1 },
  ];
  expect(await readDailyCounts(world, DAYS)).toEqual(days);
  await run(handle, "feedback", batch);
  expect(await readDailyCounts(world, { ...DAYS, sequence: "welcome" })).toEqual(days);
  expect(await readDailyCounts(world, { ...DAYS, sequence: "other" })).toEqual([]);
  expect(await readDailyCounts(world, { ...DAYS, until: "2026-03-02" })).toEqual([days[0]]);
});

test("figures that cannot be written do not fail the feedback", async () => {
  const { world } = makeWorld();
  const { message } = await sendOne(world);
  const add = () => Promise.reject(new Error("no such table"));
  const table = Object.assign(Object.create(world.table), { add });
  const batch = [record("Delivery", message.id, START)];
  await run(feedback({ ...world, table }), "feedback", batch);
  expect(await readDailyCounts(world, DAYS)).toEqual([]);
});

async function makeSender(outcome: SendOutcome, evidence: "none" | "feed" = "none") {
  const made = makeWorld({
    mailer: { ...recordingMailer([]), evidence, send: async () => outcome } as never,
  });
  await loadSimulated(made.world);
  const post = (to: string) => {
    const mail = { to, templateId: "receipt", data: {}, bornAt: made.clock.now() };
    return postMessage(made.world, { ...mail, byAdmin: true, digest: to });
  };
  return { ...made, post };
}

test.each([
  ["a relay, which reports nothing later,", "none", 2],
  ["a provider that reports it, only then", "feed", 0],
] as const)("a mail accepted by %s counts as sent", async (_, evidence, sent) => {
  const { world, post } = await makeSender({ kind: "accepted", providerId: "p" }, evidence);
  const mails = [await post("a@example.com"), await post("b@example.com")];
  await run(deliver(world), "deliver-now", [{ mails }]);
  const days = await readDailyCounts(world, DAYS);
  expect(days).toEqual(sent === 0 ? [] : [{ ...NONE, day: "2026-03-02", sent }]);
  await run(feedback(world), "feedback", [record("Delivery", mails[0]!, START)]);
  expect((await readDailyCounts(world, DAYS))[0]).toMatchObject({
    sent: sent || 1,
    delivered: 1,
  });
});

test("held mails count until they are released, and are held again", async () => {
  const { world, post, clock } = await makeSender({ kind: "accepted", providerId: "p" });
  await setSending(world, false, clock.now());
  const mails = [await post("a@example.com"), await post("b@example.com")];
  await run(deliver(world), "deliver-now", [{ mails }]);
  expect(await readAttention(world)).toEqual({ held: 2, unknown: 0 });
  clock.advance(HOUR_MS);
  expect(await readAttention(world)).toEqual({ held: 0, unknown: 0 });
  await run(deliver(world), "deliver-now", [{ mails }]);
  expect(await readAttention(world)).toEqual({ held: 2, unknown: 0 });
});

test("a mail in doubt counts until its provider reports it; of many a hundred are told", async () => {
  const { world, post, clock } = await makeSender({ kind: "unknown", reason: "Timeout" }, "feed");
  const mails = await Promise.all(Array.from({ length: 103 }, (_, i) => post(`a${i}@example.com`)));
  const deliveries = chunksOf(mails, 10).map((some) => ({ mails: some }));
  await run(deliver(world), "deliver-now", deliveries);
  const due = mails.map((id) => ({ due: [firstReconcile(id, clock.now())] }));
  clock.advance(HOUR_MS);
  await run(feedback(world), "feedback", due);
  expect(await readAttention(world)).toEqual({ held: 0, unknown: 100 });
  const reports = mails.slice(0, 101).map((id) => record("Delivery", id, clock.now()));
  await run(feedback(world), "feedback", reports);
  expect(await readAttention(world)).toEqual({ held: 0, unknown: 2 });
});

test("an unsubscribe counts once, however often its button is pressed", async () => {
  const { world, ask, urls, bodies, clock } = await openMail();
  for (let i = 0; i < 2; i++) {
    await ask(urls.u, { method: "POST" });
    const work = bodies("work").map((body, n) => ({ id: String(n), body, again: false }));
    expect((await react(world, work)).size).toBe(0);
    clock.advance(MINUTE_MS);
  }
  expect(await readDailyCounts(world, DAYS)).toEqual([
    { ...NONE, day: "2026-03-02", unsubscribed: 1 },
  ]);
});
