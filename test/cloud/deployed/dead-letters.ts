import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import {
  ListQueuesCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { eventually } from "../machine/eventually.ts";
import type { Stage } from "./stage.ts";

/** In place of six minutes, so that five failures are seen within the test. */
const HIDDEN_SECONDS = "1";

/** The address of the deployed queue of that name. */
export async function queueUrl(name: string): Promise<string> {
  const { QueueUrls = [] } = await new SQSClient().send(new ListQueuesCommand({}));
  return QueueUrls.find((url) => url.endsWith(`/${name}`) || url.endsWith(`_${name}`))!;
}

/** While `act` runs, nobody takes what is put onto the queue: afterwards it is taken as one batch. */
async function gathering(name: string, act: () => Promise<void>): Promise<void> {
  const lambda = new LambdaClient();
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const { UUID } = EventSourceMappings.find(({ EventSourceArn }) =>
    EventSourceArn?.endsWith(name),
  )!;
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await act();
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
}

export function deadLetters(stage: Stage): void {
  test("a bad record in a batch leaves the others alone, and ends as a dead letter", async () => {
    const QueueUrl = await queueUrl("work");
    const sqs = new SQSClient();
    const Attributes = { VisibilityTimeout: HIDDEN_SECONDS };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await gathering("work", async () => {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "no JSON" }));
      await stage.signUp("kate@example.com");
    });
    await stage.mailsTo("kate@example.com", 1);
    const [letter] = await eventually(60, "a dead letter", async () => {
      const { body } = await stage.app.call("GET", "/v1/dead-letters");
      return body.items.length > 0 && body.items;
    });
    expect(letter.queue).toBe("work");
  });

  test("what is put back and fails again comes back, with its count", async () => {
    const { redriven } = (await stage.app.call("POST", "/v1/dead-letters/redrive")).body;
    // The tick may have been there first.
    expect(redriven).toBeLessThanOrEqual(1);
    await eventually(60, "the letter again", async () => {
      const { body } = await stage.app.call("GET", "/v1/dead-letters");
      return body.items.some((item: { redriven: number }) => item.redriven >= 1);
    });
  });
}
