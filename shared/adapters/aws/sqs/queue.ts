import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { Defect, Unavailable } from "#shared/kernel/errors.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import {
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  type Queue,
  type QueueMessage,
  type QueueName,
} from "#shared/ports/queue.ts";
import { batches } from "../batches.ts";
import { meaningOf } from "../call-errors.ts";
import type { ResourceNames } from "../names.ts";
import { pauseBefore } from "../pause.ts";
import { toBody } from "./message-body.ts";

type Entry = { Id: string; MessageBody: string; DelaySeconds?: number };

/**
 * Per call: SQS's older byte limit, which every region supports; billing is by 64 KB, not by call.
 */
const CALL_LIMITS = { count: 10, bytes: MAX_BODY_BYTES };
const CALL_WIDTH = 5;
const MAX_TRIES = 4;

/** The `Queue` port on SQS. */
export class SqsQueue implements Queue {
  readonly #client: SQSClient;
  readonly #urls: ResourceNames["queues"];

  constructor(client: SQSClient, urls: ResourceNames["queues"]) {
    this.#client = client;
    this.#urls = urls;
  }

  send = async (queue: QueueName, messages: QueueMessage[]): Promise<void> => {
    const url = this.#urls[queue];
    if (url === undefined) throw new Defect(`this function did not declare the queue ${queue}`);
    const calls = batches(messages.map(toEntry), CALL_LIMITS, ({ MessageBody }) =>
      Buffer.byteLength(MessageBody),
    );
    await mapConcurrently(calls, CALL_WIDTH, (entries) => this.#store(url, entries));
  };

  /** SQS may accept part of a batch: the rest is sent again. */
  async #store(url: string, entries: Entry[]): Promise<void> {
    let open = entries;
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      if (tries > 1) await pauseBefore(tries);
      const command = new SendMessageBatchCommand({ QueueUrl: url, Entries: open });
      const { Failed = [] } = await this.#client.send(command).catch((error) => {
        throw meaningOf("SQS", error);
      });
      if (Failed.length === 0) return;
      const ours = Failed.find((failure) => failure.SenderFault && !/thrott/i.test(failure.Code!));
      if (ours) throw new Defect(`SQS refused a message: ${ours.Code}: ${ours.Message}`);
      const failed = new Set(Failed.map(({ Id }) => Id));
      open = open.filter(({ Id }) => failed.has(Id));
    }
    throw new Unavailable(`SQS did not accept ${open.length} messages`);
  }
}

function toEntry({ body, delaySeconds }: QueueMessage, index: number): Entry {
  const text = toBody(body);
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) throw new Defect("a queue message is too large");
  if (delaySeconds === undefined) return { Id: String(index), MessageBody: text };
  if (delaySeconds > MAX_DELAY_SECONDS) throw new Defect("a queue delay is over 900 seconds");
  // SQS delays by whole seconds; no message may arrive early.
  const DelaySeconds = Math.max(0, Math.ceil(delaySeconds));
  return { Id: String(index), MessageBody: text, DelaySeconds };
}
