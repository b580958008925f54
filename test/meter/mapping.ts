import type { SQSBatchResponse } from "aws-lambda";
import { queueEvent } from "#infra/standalone/queue-event.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { causesByContact, errandsOf, sharesOf } from "./causes.ts";
import type { Meter } from "./invocation.ts";
import type { Lambda } from "./lambda.ts";
import type { Shares } from "./ledger.ts";
import { chunks } from "./units.ts";

export type Message = { id: string; body: string; receives: number };
/**
 * What a manifest says of a queue; a window is how long (seconds) a batch may wait to be fuller.
 */
export type Limits = { batchSize: number; maxConcurrency: number; windowSeconds?: number };

/** Most messages that one request of SQS takes or gives. */
const PER_REQUEST = 10;
/**
 * AWS: "Using Lambda with Amazon SQS": it begins with five batches at once, and adds more when they
 * do not suffice.
 */
const FIRST_POLLERS = 5;

/**
 * A poller takes messages, gathers them while the window is open, and waits for the function with
 * them.
 */
type Poller = { gathered: Message[]; isWorking: boolean };

const bytesOf = (messages: Message[]) =>
  messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);

/** The event source mapping of one queue. */
export class Mapping {
  /** Called with messages that failed: they become visible again later. */
  onFailed: (messages: Message[]) => void = () => {};
  readonly #meter: Meter;
  readonly #queue: QueueName;
  readonly #lambda: Lambda;
  readonly #limits: Limits;
  readonly #visible: Message[] = [];
  readonly #pollers: Poller[] = [];
  #turn = 0;

  constructor(meter: Meter, queue: QueueName, lambda: Lambda, limits: Limits) {
    this.#meter = meter;
    this.#queue = queue;
    this.#lambda = lambda;
    this.#limits = limits;
  }

  show(message: Message): void {
    this.#visible.push(message);
    const { agenda } = this.#meter;
    // Others that become visible at this instant come first into view.
    agenda.at(agenda.now, () => this.#poll());
  }

  /**
   * A free poller takes at once what there is: a long poll ends with the first message that it
   * finds.
   */
  #poll(): void {
    while (this.#visible.length > 0) {
      const poller = this.#nextPoller();
      if (!poller) return;
      const room = this.#limits.batchSize - poller.gathered.length;
      const taken = this.#visible.splice(0, Math.min(room, PER_REQUEST));
      const shares = sharesOf(taken.flatMap(({ body }) => errandsOf(body)));
      this.#request(`receive ${this.#queue}`, chunks(bytesOf(taken)), shares);
      this.#gather(poller, taken);
    }
  }

  /** In turn, of those who wait or gather: messages are spread over them all. */
  #nextPoller(): Poller | undefined {
    const pollers = this.#pollers;
    for (let i = 0; i < pollers.length; i++) {
      const poller = pollers[(this.#turn + i) % pollers.length]!;
      if (poller.isWorking) continue;
      this.#turn = (this.#turn + i + 1) % pollers.length;
      return poller;
    }
    return this.#addPollers();
  }

  #addPollers(): Poller | undefined {
    const count = this.#pollers.length === 0 ? FIRST_POLLERS : 1;
    const room = this.#limits.maxConcurrency - this.#pollers.length;
    const more = Array.from({ length: Math.min(count, room) }, () => ({
      gathered: [],
      isWorking: false,
    }));
    this.#pollers.push(...more);
    return more[0];
  }

  #gather(poller: Poller, taken: Message[]): void {
    const { batchSize, windowSeconds = 0 } = this.#limits;
    const isFirst = poller.gathered.length === 0;
    poller.gathered.push(...taken);
    if (windowSeconds === 0 || poller.gathered.length >= batchSize) this.#work(poller);
    else if (isFirst) {
      const { agenda } = this.#meter;
      const batch = poller.gathered;
      agenda.at(agenda.now + windowSeconds * 1_000, () => {
        if (poller.gathered === batch) this.#work(poller);
      });
    }
  }

  #work(poller: Poller): void {
    const batch = poller.gathered;
    poller.gathered = [];
    poller.isWorking = true;
    void this.#invoke(batch).finally(() => {
      poller.isWorking = false;
      this.#poll();
    });
  }

  async #invoke(batch: Message[]): Promise<void> {
    const errands = batch.flatMap(({ body }) => errandsOf(body));
    const shares = sharesOf(errands);
    for (const message of batch) message.receives += 1;
    const about = { shares, causes: causesByContact(errands) };
    const failed = await this.#lambda.invoke(queueEvent(this.#queue, batch), about).then(
      (answer) => (answer as SQSBatchResponse).batchItemFailures.map((one) => one.itemIdentifier),
      () => batch.map(({ id }) => id),
    );
    const done = batch.length - failed.length;
    if (done > 0) this.#request(`delete ${this.#queue}`, Math.ceil(done / PER_REQUEST), shares);
    this.onFailed(batch.filter(({ id }) => failed.includes(id)));
  }

  /** The mapping asks for us, and we pay. */
  #request(kind: string, quantity: number, shares: Shares): void {
    if (!this.#meter.isOn) return;
    const { name: by } = this.#lambda;
    this.#meter.ledger.charge({ unit: "sqs", quantity, by, kind, shares });
  }
}
