import { expect, test } from "vitest";
import { forQueue } from "#functions/runtime/for-queue.ts";
import { lambdaContext } from "#infra/standalone/lambda-context.ts";
import { queueEvent } from "#infra/standalone/queue-event.ts";

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
  );
  await handler(event, lambdaContext());
  expect(seen).toEqual([queue]);
});
