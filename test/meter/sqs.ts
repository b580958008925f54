import {
  ChangeMessageVisibilityBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSBatchResponse } from "aws-lambda";
import { queueEvent } from "#infra/embedded/queue-event.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { causesByContact, errandsOf, sharesOf } from "./causes.ts";
import { LATENCY_MS, type Meter } from "./invocation.ts";
import type { Lambda } from "./lambda.ts";
import type { Shares } from "./ledger.ts";
import { chunks } from "./units.ts";

type Message = { id: string; body: string; receives: number };
/** What the event source mapping of a queue does (`trigger.ts`). */
export type Mapping = { lambda: Lambda; batchSize: number; maxConcurrency: number };

/** Most messages that one request of SQS takes or gives. */
const PER_REQUEST = 10;
const RETRY_MS = 6 * 60_000;

const bytesOf = (bodies: string[]) =>
  bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0);

/** SQS with the mappings that feed its messages to the functions; queues go by their own names. */
export class FakeSqs {
  /** Messages that failed: there should be none. */
  failures = 0;
  readonly #meter: Meter;
  readonly #visible = new Map<string, Message[]>();
  readonly #mappings = new Map<string, Mapping & { free: number }>();
  #sent = 0;

  constructor(meter: Meter) {
    this.#meter = meter;
  }

  map(queue: QueueName, mapping: Mapping): void {
    this.#mappings.set(queue, { ...mapping, free: mapping.maxConcurrency });
  }

  get client(): SQSClient {
    const send = (command: object) => this.#meter.call(LATENCY_MS.sqs, () => this.#serve(command));
    return { send } as unknown as SQSClient;
  }

  /** Puts a message on a queue for somebody else: SNS pays for that, not we. */
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
    if (command instanceof ReceiveMessageCommand) {
      // Only the dead letters are received by ourselves, and there are none.
      this.#meter.charge("sqs", 1, "look for dead letters");
      return {};
    }
    if (command instanceof ChangeMessageVisibilityBatchCommand) return {};
    throw new Error(`a command of SQS that is not priced: ${command.constructor.name}`);
  }

  #show(queue: string, message: Message, delayMs: number): void {
    const { agenda } = this.#meter;
    agenda.at(agenda.now + delayMs, () => {
      const visible = this.#visible.get(queue) ?? [];
      this.#visible.set(queue, visible);
      visible.push(message);
      // Others that become visible at this instant come first into view.
      agenda.at(agenda.now, () => this.#poll(queue));
    });
  }

  /** A free poller takes at once what there is: without a batching window nobody waits for more. */
  #poll(queue: string): void {
    const mapping = this.#mappings.get(queue);
    const visible = this.#visible.get(queue) ?? [];
    if (!mapping) throw new Error(`nobody takes from the queue ${queue}`);
    while (mapping.free > 0 && visible.length > 0) {
      const batch = visible.splice(0, Math.min(mapping.batchSize, PER_REQUEST));
      mapping.free -= 1;
      void this.#work(queue, mapping, batch).finally(() => {
        mapping.free += 1;
        this.#poll(queue);
      });
    }
  }

  async #work(queue: string, { lambda }: Mapping, batch: Message[]): Promise<void> {
    const bodies = batch.map(({ body }) => body);
    const errands = bodies.flatMap(errandsOf);
    const shares = sharesOf(errands);
    for (const message of batch) message.receives += 1;
    this.#request(`receive ${queue}`, chunks(bytesOf(bodies)), shares, lambda);
    const event = queueEvent(queue as QueueName, batch);
    const about = { shares, causes: causesByContact(errands) };
    const all = batch.map(({ id }) => id);
    const failed = await lambda.invoke(event, about).then(
      (answer) =>
        (answer as SQSBatchResponse).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier),
      () => all,
    );
    if (failed.length < all.length) this.#request(`delete ${queue}`, 1, shares, lambda);
    const again = batch.filter(({ id }) => failed.includes(id));
    this.failures += again.length;
    for (const message of again) this.#show(queue, message, RETRY_MS);
  }

  /** The mapping asks for us, and we pay. */
  #request(kind: string, quantity: number, shares: Shares, { name }: Lambda): void {
    if (!this.#meter.isOn) return;
    this.#meter.ledger.charge({ unit: "sqs", quantity, by: name, kind, shares });
  }
}
