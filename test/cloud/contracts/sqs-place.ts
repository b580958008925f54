import { setTimeout as sleep } from "node:timers/promises";
import {
  ChangeMessageVisibilityBatchCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { batches } from "#shared/adapters/aws/batches.ts";
import { SqsBacklog } from "#shared/adapters/aws/sqs/backlog.ts";
import { SqsDeadLetters } from "#shared/adapters/aws/sqs/dead-letters.ts";
import { SqsQueue } from "#shared/adapters/aws/sqs/queue.ts";
import { QUEUES, type QueueName } from "#shared/ports/queue.ts";
import type { Pace, QueueUnderTest } from "#test/contracts/queue.contract.ts";
import { startPace } from "#test/support/pace.ts";

const PER_CALL = 10;
/** Longer than any test needs for what it received. */
const HIDDEN_SECONDS = 30;
/** A message that failed stays hidden for so long. */
const PAUSE_SECONDS = 1;
const MAX_RECEIVES = 2;
/**
 * One answer may be empty though messages are there: ElasticMQ gives one while it puts others
 * aside.
 */
const EMPTY_ANSWERS = 2;

const slower = await startPace();

/**
 * In real time, a little longer than asked: the emulator has another clock. On a slow machine a
 * look takes longer, so that a delay must be longer in which it still comes too early.
 */
export const realPace: Pace = {
  wait: (ms) => sleep(ms + 100 * slower),
  delaySeconds: Math.ceil(3 * slower),
  marginMs: 2_000 * slower,
  pauseMs: PAUSE_SECONDS * 1000,
};

let places = 0;

/** New queues as the stack has them, and the consumer that Lambda is there. */
export async function openPlace(
  client: SQSClient,
): Promise<QueueUnderTest & { urls: Record<QueueName, string>; deadUrl: string }> {
  places += 1;
  const place = places;
  const create = async (name: string, Attributes: Record<string, string> = {}) => {
    const asked = new CreateQueueCommand({ QueueName: `${name}-${place}`, Attributes });
    return (await client.send(asked)).QueueUrl!;
  };
  const deadUrl = await create("dead");
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: await arnOf(client, deadUrl),
    maxReceiveCount: MAX_RECEIVES,
  });
  const created = QUEUES.map(async (name) => [name, await create(name, { RedrivePolicy })]);
  const urls: Record<QueueName, string> = Object.fromEntries(await Promise.all(created));
  const consume: QueueUnderTest["consume"] = async (queue, limit, fails = () => false) => {
    const messages = await receive(client, urls[queue], limit);
    const bad = messages.filter(({ Body }) => fails(Body!));
    const good = messages.filter((message) => !bad.includes(message));
    await drop(client, urls[queue], good);
    await hide(client, urls[queue], bad);
    return messages.map(({ Body }) => Body!);
  };
  const { send } = new SqsQueue(client, urls);
  const {
    count,
    list,
    redrive,
    redriveOne,
    drop: dropOne,
  } = new SqsDeadLetters(client, deadUrl, urls);
  const { stalled } = new SqsBacklog(client, urls);
  return { send, count, list, redrive, redriveOne, drop: dropOne, stalled, consume, urls, deadUrl };
}

export async function arnOf(client: SQSClient, QueueUrl: string): Promise<string> {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] });
  return (await client.send(asked)).Attributes!.QueueArn!;
}

/** What is visible now, at most `limit`; it is hidden afterwards. */
export async function receive(
  client: SQSClient,
  QueueUrl: string,
  limit: number,
): Promise<Message[]> {
  const all: Message[] = [];
  let empty = 0;
  while (all.length < limit && empty < EMPTY_ANSWERS) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(PER_CALL, limit - all.length),
        VisibilityTimeout: HIDDEN_SECONDS,
      }),
    );
    empty = Messages.length === 0 ? empty + 1 : 0;
    all.push(...Messages);
  }
  return all;
}

const entries = (messages: Message[]) =>
  batches(messages, { count: PER_CALL, bytes: PER_CALL }, () => 1).map((group) =>
    group.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
  );

export async function drop(client: SQSClient, QueueUrl: string, messages: Message[]) {
  for (const Entries of entries(messages)) {
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}

async function hide(client: SQSClient, QueueUrl: string, messages: Message[]) {
  for (const group of entries(messages)) {
    const Entries = group.map((entry) => ({ ...entry, VisibilityTimeout: PAUSE_SECONDS }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  }
}
