import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Received, SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { QueueName } from "#shared/ports/queue.ts";
import { lambdaContext } from "./lambda-context.ts";
import { queueEvent } from "./queue-event.ts";

export type QueueHandler = (
  event: SQSEvent,
  context: ReturnType<typeof lambdaContext>,
) => Promise<SQSBatchResponse | undefined>;

type Limits = { batchSize: number; concurrency: number };

/** Feeds one queue's messages to its function, as the event source mapping does on AWS. */
export class Pump {
  readonly #queue: SqliteQueue;
  readonly name: QueueName;
  readonly #handler: QueueHandler;
  readonly #limits: Limits;
  #running = 0;
  /** Batches that are not acknowledged yet, those that run among them. */
  #open = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(queue: SqliteQueue, name: QueueName, handler: QueueHandler, limits: Limits) {
    this.#queue = queue;
    this.name = name;
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Looks for messages now, and again when the next one becomes visible on `now`'s clock. */
  wake(now: () => number): void {
    if (this.#stopped) return;
    while (this.#running < this.#limits.concurrency) {
      const batch = this.#queue.receive(this.name, this.#limits.batchSize);
      if (batch.length === 0) break;
      this.#running += 1;
      this.#open += 1;
      void this.#work(batch, now).finally(() => {
        this.#open -= 1;
      });
    }
    clearTimeout(this.#timer);
    if (this.#running >= this.#limits.concurrency) return;
    const next = this.#queue.nextVisibleAt(this.name);
    if (next === undefined) return;
    // A timer holds at most 2^31 ms; a minute is soon enough to look again.
    const pauseMs = Math.min(Math.max(next - now(), 1), 60_000);
    this.#timer = setTimeout(() => this.wake(now), pauseMs);
  }

  get isBusy(): boolean {
    return this.#open > 0;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #work(batch: Received[], now: () => number): Promise<void> {
    const ids = batch.map((message) => message.id);
    let failed = ids;
    try {
      const answer = await this.#handler(queueEvent(this.name, batch), lambdaContext());
      failed = answer?.batchItemFailures.map((one) => one.itemIdentifier) ?? [];
    } catch {
      // The function logged it; as on AWS the whole batch comes back.
    }
    this.#running -= 1;
    const failures = new Set(failed);
    const done = ids.filter((id) => !failures.has(id));
    // All in one commit, which the next batch need not wait for: these messages stay taken until
    // then.
    const ends = [
      failed.length > 0 && this.#queue.fail(failed),
      done.length > 0 && this.#queue.ack(done),
    ];
    this.wake(now);
    // What the database did not take is not taken any more, so it comes again; a broken one ends
    // the process by itself.
    await Promise.allSettled(ends);
    this.wake(now);
  }
}
