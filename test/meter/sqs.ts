import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { SECOND_MS } from "#shared/kernel/time.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { errandsOf, sharesOf } from "./causes.ts";
import { LATENCY_MS, type Meter } from "./invocation.ts";
import type { Lambda } from "./lambda.ts";
import { type Limits, Mapping, type Message } from "./mapping.ts";
import { chunks } from "./units.ts";

/** When a message that failed is visible again; none should. */
const RETRY_MS = 6 * 60_000;

const bytesOf = (bodies: string[]) =>
  bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);

/** Receiving from an empty queue waits as long as it was told to. */
const waitOf = (command: object): number =>
  command instanceof ReceiveMessageCommand ? (command.input.WaitTimeSeconds ?? 0) * SECOND_MS : 0;

/** SQS with the mappings that feed its messages to the functions; queues go by their own names. */
export class FakeSqs {
  /** Messages that failed: there should be none. */
  failures = 0;
  readonly #meter: Meter;
  readonly #mappings = new Map<string, Mapping>();
  #sent = 0;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  map(queue: QueueName, lambda: Lambda, limits: Limits): void {
    const mapping = new Mapping(this.#meter, queue, lambda, limits);
    mapping.onFailed = (messages) => {
      this.failures += messages.length;
      for (const message of messages) this.#show(queue, message, RETRY_MS);
    };
    this.#mappings.set(queue, mapping);
  }

  get client(): SQSClient {
    const send = (command: object) =>
      this.#meter.call(LATENCY_MS.sqs + waitOf(command), () => this.#serve(command));
    return { send } as unknown as SQSClient;
  }

  /** Puts a message on a queue on behalf of SNS, which pays for the request. */
  deliver(queue: QueueName, body: string, delayMs = 0): void {
    const message = { id: `m-${this.#sent++}`, body, receives: 0 };
    this.#show(queue, message, delayMs);
  }

  #serve(command: object): object {
    if (command instanceof SendMessageBatchCommand) {
      const { QueueUrl, Entries = [] } = command.input;
      const bodies = Entries.map(({ MessageBody }) => MessageBody!);
      const shares = sharesOf(bodies.flatMap(errandsOf));
      this.#meter.charge("sqs", chunks(bytesOf(bodies)), `send ${QueueUrl}`, { shares });
      const { current } = this.#meter;
      if (current) current.hasSent = true;
      for (const { MessageBody, DelaySeconds = 0 } of Entries) {
        this.deliver(QueueUrl as QueueName, MessageBody!, DelaySeconds * 1_000);
      }
      return {};
    }
    // Only the dead letters are received by ourselves, and there are none.
    if (command instanceof ReceiveMessageCommand) {
      this.#meter.charge("sqs", 1, "receive dead letters");
      return {};
    }
    if (command instanceof GetQueueAttributesCommand) {
      this.#meter.charge("sqs", 1, `look at ${command.input.QueueUrl}`);
      return {};
    }
    if (command instanceof ChangeMessageVisibilityBatchCommand) return {};
    throw new Error(`a command of SQS that is not priced: ${command.constructor.name}`);
  }

  #show(queue: string, message: Message, delayMs: number): void {
    const mapping = this.#mappings.get(queue);
    if (!mapping) throw new Error(`no function reads the queue ${queue}`);
    const { agenda } = this.#meter;
    agenda.at(agenda.now + delayMs, () => mapping.show(message));
  }
}
