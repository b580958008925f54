import { expect, test } from "vitest";
import { handleFeedback, markBots, parseFeedback } from "#shared/messaging/feedback/index.ts";
import { readMessage } from "#shared/messaging/messages/index.ts";
import { makeWorld, START } from "#test/support/world.ts";
import { sendOne } from "./message.ts";

const hit = (link: number, at: number, machine = false) => ({ link, at, machine });
const verdicts = (...hits: ReturnType<typeof hit>[]) =>
  markBots(hits).map(({ machine }) => machine);

test("two links within two seconds are a machine's, the same link twice is a person's", () => {
  expect(verdicts(hit(0, 0), hit(1, 2_000))).toEqual([true, true]);
  expect(verdicts(hit(0, 0), hit(1, 2_001))).toEqual([false, false]);
  expect(verdicts(hit(0, 0), hit(0, 200))).toEqual([false, false]);
  expect(verdicts(hit(0, 0, true), hit(0, 60_000))).toEqual([true, false]);
});

async function start() {
  const all = makeWorld();
  const { world, queue, clock } = all;
  const { message } = await sendOne(world);
  const follow = (link: number, machine = false) =>
    handleFeedback(world, { click: { message: message.id, at: clock.now(), link, machine } });
  /** Works off the queue as it becomes visible. */
  const settle = async () => {
    clock.advance(3_000);
    const received = queue.receive("feedback", 100);
    for (const { body } of received) await handleFeedback(world, parseFeedback(JSON.parse(body)));
    await queue.ack(received.map(({ id }) => id));
    return received.length;
  };
  const news = () => queue.receive("work", 100).map(({ body }) => JSON.parse(body).internalEvent);
  const row = async () => (await readMessage(world, message.id))!.data;
  return { ...all, message, follow, settle, news, row };
}

test("a single click becomes a fact and news three seconds later, with where it led", async () => {
  const { follow, settle, news, row, published } = await start();
  await follow(1);
  expect((await row()).facts.clickedAt).toBeUndefined();
  expect(await settle()).toBe(1);
  expect((await row()).facts.clickedAt).toBe(START);
  const data = { step: "hello", link: "https://example.com/for/ada", human: true };
  expect(news()).toMatchObject([{ name: "message.clicked", at: START, data }]);
  expect(published).toMatchObject([{ type: "message.clicked", data }]);
});

test("a burst over the links is not a human click", async () => {
  const { clock, follow, settle, news, row } = await start();
  for (const link of [0, 1, 2]) {
    await follow(link);
    clock.advance(300);
  }
  await settle();
  await settle();
  expect((await row()).facts.clickedAt).toBeUndefined();
  expect(news()).toEqual([]);
});

test("a click after a scanner's burst still counts, even when the burst filled the row", async () => {
  const { clock, follow, settle, news, row } = await start();
  for (let link = 0; link < 40; link++) {
    await follow(link);
    clock.advance(10);
  }
  await settle();
  clock.advance(60_000);
  await follow(2);
  const at = clock.now();
  await settle();
  expect((await row()).facts.clickedAt).toBe(at);
  expect((await row()).rawClicks!.length).toBeLessThanOrEqual(20);
  expect(news()).toMatchObject([{ data: { link: "https://example.com/three" } }]);
});

test("each link is one piece of news for ever, however often it is followed", async () => {
  const { clock, follow, settle, news } = await start();
  for (let i = 0; i < 30; i++) {
    await follow(i % 2 ? 0 : 2);
    await settle();
    clock.advance(10_000);
  }
  const all = news();
  expect(new Set(all.map(({ id, at }: { id: string; at: number }) => `${id} ${at}`)).size).toBe(2);
});

test("the same hit twice is one hit, judged again", async () => {
  const { follow, settle, row } = await start();
  await follow(0);
  await follow(0);
  expect((await row()).rawClicks).toHaveLength(1);
  expect(await settle()).toBe(2);
});

test("opens count when a person opens and the workspace asks for it", async () => {
  const { world, message, news, row } = await start();
  const open = (at: number, machine: boolean) =>
    handleFeedback(world, { open: { message: message.id, at, machine } });
  await open(START + 1, true);
  expect((await row()).facts.openedAt).toBeUndefined();
  await open(START + 2, false);
  await open(START + 3, false);
  expect((await row()).facts.openedAt).toBe(START + 2);
  expect(news()).toMatchObject([{ name: "message.opened", at: START + 2 }]);
});
