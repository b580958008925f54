import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue, QueueMessage, QueueName } from "#shared/ports/queue.ts";
import type { Reference } from "#shared/queue/index.ts";

/** A queue that notes of each reference how long after its instant a consumer can have it. */
export class TimedQueue implements Queue {
  readonly lateMs: number[] = [];
  readonly #queue: SqliteQueue;
  readonly #clock: Clock;

  constructor(queue: SqliteQueue, clock: Clock) {
    this.#queue = queue;
    this.#clock = clock;
  }

  /** A message can be had once it is on disk and its delay is over. */
  send = async (name: QueueName, messages: QueueMessage[]): Promise<void> => {
    const sentAt = this.#clock.now();
    await this.#queue.send(name, messages);
    const storedAt = this.#clock.now();
    for (const { body, delaySeconds = 0 } of messages) {
      const visibleAt = Math.max(storedAt, sentAt + delaySeconds * 1_000);
      for (const { at } of (body as { due: Reference[] }).due) this.lateMs.push(visibleAt - at);
    }
  };

  /** Takes everything that is visible, as the consumers would have done by now. */
  async drain(name: QueueName): Promise<void> {
    const taken = this.#queue.receive(name, Number.MAX_SAFE_INTEGER);
    await this.#queue.ack(taken.map(({ id }) => id));
  }
}
