import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { DeadLetter, DeadLetters, QueueName } from "#shared/ports/queue.ts";
import { batches } from "../batches.ts";
import { meaningOf } from "../call-errors.ts";
import type { ResourceNames } from "../names.ts";

/** Counts redrives; SQS keeps it when the message becomes a dead letter again. */
const REDRIVEN = "redriven";
/** The attribute of messages that SNS could not deliver to a queue; only `feedback` has a topic. */
const BY_TOPIC = "ErrorCode";
/** Long enough to read all letters; they are made visible again at once. */
const HIDDEN_SECONDS = 60;
/** Letters that are looked through for one of them. */
const MAX_SEARCHED = 500;
const PER_CALL = 10;
const MAX_CALLS = 200;
const SEND_WIDTH = 5;
/** Letters that a concurrent reader has hidden count, too. */
const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
] as const satisfies QueueAttributeName[];

type Letter = Omit<DeadLetter, "queue"> & {
  /** Unknown for a message that was put there by hand. */
  queue: QueueName | undefined;
  receipt: string;
};
type Urls = ResourceNames["queues"];

/** The `DeadLetters` port on the dead-letter queue that all queues share. */
export class SqsDeadLetters implements DeadLetters {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #urls: Urls;

  constructor(client: SQSClient, url: string, urls: Urls) {
    this.#client = client;
    this.#url = url;
    this.#urls = urls;
  }

  count = async (): Promise<number> => {
    const { Attributes = {} } = await this.#call(
      new GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames: [...COUNTS] }),
    );
    return COUNTS.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };

  list = async (limit: number): Promise<DeadLetter[]> => {
    const letters = await this.#receive(limit);
    await this.#makeVisible(letters);
    return letters.flatMap(({ id, queue, body, redriven, sentAt }) =>
      queue ? [{ id, queue, body, redriven, sentAt }] : [],
    );
  };

  redrive = async ({ limit, upTo }: { limit: number; upTo: number }) => {
    const letters = await this.#receive(limit);
    const again = letters.filter((letter) => letter.queue && letter.redriven < upTo);
    const stuck = letters.filter((letter) => !again.includes(letter));
    await mapConcurrently(again, SEND_WIDTH, (letter) => this.#putBack(letter));
    await this.#makeVisible(stuck);
    return { redriven: again.length, stuck: stuck.length };
  };

  redriveOne = (id: string) =>
    this.#takeOne(id, async (letter) => {
      if (letter.queue) await this.#putBack(letter);
      else await this.#makeVisible([letter]);
      return letter.queue !== undefined;
    });

  drop = (id: string) =>
    this.#takeOne(id, async (letter) => {
      await this.#delete(letter);
      return true;
    });

  /** SQS finds no message by its id: letters are received until it is among them. */
  async #takeOne(id: string, act: (letter: Letter) => Promise<boolean>): Promise<boolean> {
    const letters = await this.#receive(MAX_SEARCHED, (letter) => letter.id === id);
    const found = letters.find((letter) => letter.id === id);
    await this.#makeVisible(letters.filter((letter) => letter !== found));
    return found !== undefined && act(found);
  }

  /** Sent before it is deleted: a crash in between repeats it, which handlers tolerate. */
  async #putBack({ queue, body, redriven, receipt }: Letter): Promise<void> {
    const count = { DataType: "Number", StringValue: String(redriven + 1) };
    await this.#call(
      new SendMessageCommand({
        QueueUrl: this.#urls[queue!],
        MessageBody: body,
        MessageAttributes: { [REDRIVEN]: count },
      }),
    );
    await this.#delete({ receipt });
  }

  #delete = ({ receipt }: Pick<Letter, "receipt">) =>
    this.#call(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle: receipt }));

  async #receive(
    limit: number,
    isLast: (letter: Letter) => boolean = () => false,
  ): Promise<Letter[]> {
    const letters = new Map<string, Letter>();
    // Responses are rarely full, and a letter may come twice.
    for (let call = 0; letters.size < limit && call < MAX_CALLS; call++) {
      const { Messages = [] } = await this.#call(
        new ReceiveMessageCommand({
          QueueUrl: this.#url,
          MaxNumberOfMessages: Math.min(PER_CALL, limit - letters.size),
          VisibilityTimeout: HIDDEN_SECONDS,
          WaitTimeSeconds: 1,
          MessageSystemAttributeNames: ["DeadLetterQueueSourceArn", "SentTimestamp"],
          MessageAttributeNames: [REDRIVEN, BY_TOPIC],
        }),
      );
      if (Messages.length === 0) break;
      const some = Messages.map((message) => toLetter(message, this.#urls));
      for (const letter of some) letters.set(letter.id, letter);
      if (some.some(isLast)) break;
    }
    return [...letters.values()].toSorted((a, b) => a.sentAt - b.sentAt);
  }

  async #makeVisible(letters: Letter[]): Promise<void> {
    for (const group of batches(letters, { count: PER_CALL, bytes: PER_CALL }, () => 1)) {
      const Entries = group.map(({ receipt }, i) => ({
        Id: String(i),
        ReceiptHandle: receipt,
        VisibilityTimeout: 0,
      }));
      await this.#call(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    }
  }

  #call: SQSClient["send"] = async (command: Parameters<SQSClient["send"]>[0]) => {
    try {
      return await this.#client.send(command);
    } catch (error) {
      throw meaningOf("SQS", error);
    }
  };
}

const lastPart = (name: string | undefined, separator: string) => name?.split(separator).at(-1);

function toLetter(message: Message, urls: Urls): Letter {
  const source = lastPart(message.Attributes?.DeadLetterQueueSourceArn, ":");
  const queue = Object.entries(urls).find(
    ([, url]) => source && lastPart(url, "/") === source,
  )?.[0];
  const topic = message.MessageAttributes?.[BY_TOPIC] ? "feedback" : undefined;
  return {
    id: message.MessageId!,
    queue: (queue as QueueName | undefined) ?? topic,
    body: message.Body!,
    redriven: Number(message.MessageAttributes?.[REDRIVEN]?.StringValue ?? 0),
    receipt: message.ReceiptHandle!,
    sentAt: Number(message.Attributes?.SentTimestamp ?? 0),
  };
}
