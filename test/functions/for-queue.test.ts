import { expect, test } from "vitest";
import { forQueue } from "#functions/runtime/for-queue.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import { NotFound, Unavailable } from "#shared/kernel/errors.ts";
import { readFailures } from "#shared/platform/failures/index.ts";
import { makeWorld, START } from "#test/support/world.ts";

test.each([
  ["arn:aws:sqs:us-east-1:123456789012:Dripstack_deliver-now", "deliver-now"],
  ["arn:aws-cn:sqs:cn-north-1:123456789012:Dripstack-staging_work", "work"],
  ["arn:aws:sqs:standalone:000000000000:deliver", "deliver"],
  ["feedback", "feedback"],
])("a message of %s is of our queue %s", async (eventSourceARN, queue) => {
  const event = queueEvent("work", [{ id: "1", body: "{}", receives: 1 }]);
  event.Records[0]!.eventSourceARN = eventSourceARN;
  const seen: string[] = [];
  const handler = forQueue(
    "react",
    (body) => body,
    async (messages) => {
      seen.push(...messages.map((message) => message.queue));
      return new Map();
    },
    makeWorld().world,
  );
  await handler(event, lambdaContext());
  expect(seen).toEqual([queue]);
});

test("why a message failed is kept when it becomes a dead letter, and not before", async () => {
  const { world } = makeWorld();
  const reason = new Map<string, Error>([
    ["1", new NotFound("there is no sequence of this name")],
    ["2", new TypeError("ada@example.com is no function")],
    ["3", new NotFound("too early")],
  ]);
  const handler = forQueue(
    "react",
    (body) => body,
    async () => reason,
    world,
  );
  const batch = [5, 6, 4, 5].map((receives, i) => ({ id: `${i + 1}`, body: "{}", receives }));
  await handler(queueEvent("work", batch), lambdaContext());
  expect(await readFailures(world, ["1", "2", "3", "4"])).toEqual([
    { error: "NotFound: there is no sequence of this name", at: START },
    // Another's error may repeat what it was given.
    { error: "TypeError", at: START },
    undefined,
    undefined,
  ]);
});

test("a reason that can not be kept fails nothing else", async () => {
  const { world } = makeWorld();
  world.table.writeEach = () => Promise.reject(new Unavailable("down"));
  const failed = new Map([["1", new NotFound("no")]]);
  const handler = forQueue(
    "react",
    (body) => body,
    async () => failed,
    world,
  );
  const batch = ["1", "2"].map((id) => ({ id, body: "{}", receives: 5 }));
  expect(await handler(queueEvent("work", batch), lambdaContext())).toEqual({
    batchItemFailures: [{ itemIdentifier: "1" }],
  });
});
