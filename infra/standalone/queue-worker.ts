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

/** Passes a queue's messages to its function, as an event source mapping does on AWS. */
export class QueueWorker {
  readonly #queue: SqliteQueue;
  readonly name: QueueName;
  readonly #handler: QueueHandler;
  readonly #limits: Limits;
  #running = 0;
  /** Batches not yet acknowledged, including running ones. */
  #open = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(queue: SqliteQueue, name: QueueName, handler: QueueHandler, limits: Limits) {
    this.#queue = queue;
    this.name = name;
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Receives messages now, and again when the next one becomes visible on `now`'s clock. */
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
    // Timers hold at most 2^31 ms; checking every minute is enough.
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
      // The function has logged it; as on AWS the whole batch returns to the queue.
    }
    this.#running -= 1;
    const failures = new Set(failed);
    const done = ids.filter((id) => !failures.has(id));
    // One commit, which the next batch need not wait for: these messages stay invisible until then.
    const ends = [
      failed.length > 0 && this.#queue.fail(failed),
      done.length > 0 && this.#queue.ack(done),
    ];
    this.wake(now);
    // Messages whose end was not committed return; a failed database ends the process.
    await Promise.allSettled(ends);
    this.wake(now);
  }
}
