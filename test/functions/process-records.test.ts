import type { FirehoseTransformationResult } from "aws-lambda";
import { expect, test } from "vitest";
import { createHandler } from "#functions/feedback/handler.ts";
import type { World } from "#functions/runtime/world.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { Unavailable } from "#shared/kernel/errors.ts";
import { putMessage, readMessage } from "#shared/messaging/messages/index.ts";
import { makeMessage } from "#test/messaging/feedback/message.ts";
import { makeWorld } from "#test/support/world.ts";

const AT = "2026-11-24T10:00:00.000Z";
const delivery = (message: string) =>
  JSON.stringify({
    eventType: "Delivery",
    mail: { timestamp: AT, messageId: "ses-1", destination: [], tags: { message: [message] } },
    delivery: { timestamp: AT },
  });
const take = async (world: World, texts: string[]) => {
  const records = texts.map((text, i) => ({
    recordId: `r${i}`,
    approximateArrivalTimestamp: 0,
    data: Buffer.from(text).toString("base64"),
  }));
  const event = { invocationId: "i", deliveryStreamArn: "a", region: "r", records };
  const answer = await createHandler(world)(event, lambdaContext());
  return (answer as FirehoseTransformationResult).records;
};

test("deliveries that the stream gathered become facts, and none goes any further", async () => {
  const { world, queue } = makeWorld();
  const message = makeMessage();
  await world.table.write([putMessage(message, "absent")]);
  // More than are settled at once, one beyond them that counts.
  const others = Array.from({ length: 60 }, () => delivery("nobodys"));
  const answer = await take(world, [...others, delivery(message.id)]);
  expect(answer).toHaveLength(61);
  expect(answer.every(({ result }) => result === "Dropped")).toBe(true);
  expect(answer[60]!.recordId).toBe("r60");
  const row = await readMessage(world, message.id);
  expect(row!.data.facts.deliveredAt).toBe(Date.parse(AT));
  expect(queue.receive("feedback", 10)).toEqual([]);
});

test("one that fails goes onto the queue; what is no JSON stays with the stream", async () => {
  const { world, queue } = makeWorld();
  const message = makeMessage();
  await world.table.write([putMessage(message, "absent")]);
  const { table } = world;
  const get = async () => Promise.reject(new Unavailable("the store is down"));
  const broken = { ...world, table: Object.assign(Object.create(table), { get }) };
  const answer = await take(broken, ["{not json", delivery(message.id)]);
  expect(answer).toEqual([
    { recordId: "r0", result: "ProcessingFailed" },
    { recordId: "r1", result: "Dropped" },
  ]);
  const again = queue.receive("feedback", 10).map(({ body }) => JSON.parse(body));
  expect(again).toEqual([JSON.parse(delivery(message.id))]);
});
