import { expect, test } from "vitest";
import { putContact } from "#shared/audience/contacts/index.ts";
import { readProfile } from "#shared/audience/profiles/index.ts";
import { deleteContact } from "#shared/automation/erasure/index.ts";
import { InvalidInput, Unavailable } from "#shared/kernel/errors.ts";
import { iso } from "#shared/kernel/time.ts";
import {
  type FeedbackWorld,
  handleFeedback,
  parseFeedback,
} from "#shared/messaging/feedback/index.ts";
import { putMessage, readMessage, stateOf } from "#shared/messaging/messages/index.ts";
import { makeWorld, START } from "#test/support/world.ts";
import { makeMessage, sendOne } from "./message.ts";

const AT = START + 5_000;

const receive = async (world: FeedbackWorld, body: unknown) =>
  handleFeedback(world, parseFeedback(body));

const ses = (eventType: string, part: object, messageId?: string) => ({
  eventType,
  mail: {
    timestamp: iso(AT),
    messageId: "provider-1",
    destination: ["ada@example.com"],
    tags: messageId === undefined ? {} : { message: [messageId], attempt: ["1"] },
  },
  [eventType.toLowerCase()]: { timestamp: iso(AT), ...part },
});
const hardBounce = { bounceType: "Permanent", bouncedRecipients: [] };

async function start() {
  const all = makeWorld();
  const { profile, message } = await sendOne(all.world);
  const bodies = (queue: "work" | "feedback") =>
    all.queue.receive(queue, 100).map(({ body }) => JSON.parse(body));
  const row = async () => (await readMessage(all.world, message.id))!.data;
  const suppression = async () => (await readProfile(all.world, profile.id))!.data.suppression;
  return { ...all, profile, message, bodies, row, suppression };
}

test("a delivery becomes a fact, an event for the sequences that listen, and one for the bus", async () => {
  const { world, message, profile, row, bodies, published } = await start();
  await receive(world, ses("Send", {}, message.id));
  published.length = 0;
  bodies("work");
  await receive(world, ses("Delivery", {}, message.id));
  expect(stateOf(await row())).toBe("delivered");
  expect(await row()).toMatchObject({ status: "sending", providerId: "provider-1" });
  const data = {
    messageId: message.id,
    sequence: "welcome",
    step: "hello",
    template: "welcome-hello",
  };
  expect(bodies("work")).toEqual([
    {
      internalEvent: {
        contact: profile.id,
        id: expect.any(String),
        name: "message.delivered",
        at: AT,
        data,
      },
    },
  ]);
  expect(published).toMatchObject([{ type: "message.delivered", at: AT, data }]);
});

test("whatever is said of a mail under way proves that it was accepted, and tells of it once", async () => {
  for (const [type, part] of [
    ["Delivery", {}],
    ["Bounce", { ...hardBounce, bounceType: "Transient" }],
  ] as const) {
    const { world, message, row, published } = await start();
    const at = { timestamp: iso(AT + 9) };
    await receive(world, ses(type, { ...part, ...at }, message.id));
    expect((await row()).facts.sentAt).toBe(AT);
    const told = [{ type: "message.sent", at: AT }, { at: AT + 9 }];
    expect(published).toMatchObject(told);
    await receive(world, ses("Complaint", { timestamp: iso(AT + 20) }, message.id));
    expect(published).toMatchObject([...told, { type: "message.complained" }]);
  }
});

test("a mail that is put off was accepted: it is no longer in doubt", async () => {
  const { world, message, row, published } = await start();
  const doubt = { ...message, status: "unknown", token: "t" } as const;
  await world.table.write([putMessage(doubt as never, "any")]);
  const delay = { ...ses("DeliveryDelay", {}, message.id), deliveryDelay: { timestamp: iso(AT) } };
  await receive(world, delay);
  expect(stateOf(await row())).toBe("sent");
  expect(published).toMatchObject([{ type: "message.sent", at: AT }]);
});

test("events without a listener go to the bus only", async () => {
  const { world, queue, published } = makeWorld();
  const message = makeMessage();
  await world.table.write([putMessage(message, "absent")]);
  await receive(world, ses("Send", {}, message.id));
  expect(queue.receive("work", 10)).toEqual([]);
  expect(published).toHaveLength(1);
});

test("news whose telling failed is told when the event comes again, with the same id", async () => {
  const { world, message, bodies } = await start();
  const body = ses("Delivery", {}, message.id);
  const broken = {
    ...world,
    queue: { send: async () => Promise.reject(new Unavailable("queue is down")) },
  };
  await expect(receive(broken, body)).rejects.toThrow(Unavailable);
  await receive(world, body);
  const once = bodies("work");
  await receive(world, body);
  expect(once.map(({ internalEvent }) => internalEvent.name)).toEqual([
    "message.sent",
    "message.delivered",
  ]);
  expect(bodies("work")).toEqual(once);
});

test("a second delivery at another instant is no news", async () => {
  const { world, message, bodies } = await start();
  await receive(world, ses("Delivery", {}, message.id));
  bodies("work");
  await receive(world, ses("Delivery", { timestamp: iso(AT + 9) }, message.id));
  expect(bodies("work")).toEqual([]);
});

test("a hard bounce suppresses the address before it is noted", async () => {
  const { world, message, suppression, row } = await start();
  const body = ses("Bounce", hardBounce, message.id);
  const { table } = world;
  let seen: unknown;
  const watched = {
    ...world,
    table: Object.assign(Object.create(table), {
      write: async (...args: Parameters<typeof table.write>) => {
        const [first] = args[0];
        if (first && "put" in first && first.put.sk.startsWith("c#")) seen = await suppression();
        return table.write(...args);
      },
    }),
  };
  await receive(watched, body);
  expect(seen).toEqual({ reason: "hard-bounce", at: AT });
  expect(stateOf(await row())).toBe("bounced");
});

test.each([
  ["a transient bounce", "Bounce", { ...hardBounce, bounceType: "Transient" }],
  ["a report of no spam", "Complaint", { complaintFeedbackType: "not-spam" }],
])("%s suppresses no address", async (_, type, part) => {
  const { world, message, suppression } = await start();
  await receive(world, ses(type, part, message.id));
  expect(await suppression()).toBeNull();
});

test("a complaint suppresses, and outlives the contact", async () => {
  const { world, message, table } = await start();
  await deleteContact(world, "ada");
  await receive(world, ses("Complaint", {}, message.id));
  const again = await putContact(world, "ada", { email: "ada@example.com" });
  expect(again.suppression).toEqual({ reason: "complaint", at: AT });
  expect(await readMessage({ table }, message.id)).toBeUndefined();
});

test("events of mails that are not ours are passed over", async () => {
  const { world, bodies, suppression } = await start();
  expect(await receive(world, ses("Bounce", hardBounce))).toEqual([]);
  await receive(world, ses("Bounce", hardBounce, "someone-elses"));
  expect(await suppression()).toBeNull();
  expect(bodies("work")).toEqual([]);
});

test("the acceptance is news even when our own record of it came first", async () => {
  const { world, message, bodies, row } = await start();
  const sent = { ...message, status: "sent", facts: { sentAt: AT - 3 } } as const;
  await world.table.write([putMessage(sent as never, "any")]);
  await receive(world, ses("Send", {}, message.id));
  expect((await row()).facts.sentAt).toBe(AT - 3);
  expect(bodies("work")).toMatchObject([{ internalEvent: { name: "message.sent", at: AT } }]);
});

test("due reconciles are returned to the caller, and an unknown body is refused", async () => {
  const { world } = await start();
  const due = [{ kind: "reconcile", message: "x", at: AT, attempt: 0 }];
  expect(await receive(world, { due })).toEqual(due);
  await expect(receive(world, { due: [{ kind: "reconcile" }] })).rejects.toThrow(InvalidInput);
  await expect(receive(world, { what: 1 })).rejects.toThrow(InvalidInput);
  await expect(receive(world, { detectBots: { message: "x" } })).rejects.toThrow(InvalidInput);
});
