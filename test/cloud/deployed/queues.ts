import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { GetQueueUrlCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { pace } from "#test/support/pace.ts";

/**
 * Until a mapping that was stopped takes nothing any more, on a quiet machine and with room to
 * spare.
 */
const STOPPING_MS = 2_000;

/** The address of the deployed queue of that name. */
async function queueUrl(name: string): Promise<string> {
  const asked = new GetQueueUrlCommand({ QueueName: `Dripstack_${name}` });
  return (await new SQSClient().send(asked)).QueueUrl!;
}

/** From now on a message that failed is seen again after so many seconds. */
export async function hideFor(name: string, seconds: number): Promise<void> {
  const QueueUrl = await queueUrl(name);
  const Attributes = { VisibilityTimeout: String(seconds) };
  await new SQSClient().send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
}

/** While `act` runs, no worker receives from the queue; its messages then arrive as one batch. */
export async function gathering(name: string, act: (url: string) => Promise<void>): Promise<void> {
  const lambda = new LambdaClient();
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}));
  const { UUID } = EventSourceMappings.find(({ EventSourceArn }) =>
    EventSourceArn?.endsWith(`_${name}`),
  )!;
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
  const slower = await pace();
  await new Promise((resolve) => setTimeout(resolve, STOPPING_MS * slower));
  await act(await queueUrl(name));
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
}
