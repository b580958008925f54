import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Backlog, QueueName } from "#shared/ports/queue.ts";

/** Each check is a request per queue: every fifth tick, with slack for early ticks. */
const CHECK_INTERVAL_MS = 5 * MINUTE_MS - 20 * SECOND_MS;

/**
 * How long queues have held work that no function takes: a disabled event source mapping or a
 * throttled function raises no error. Kept in memory; a new environment starts at zero.
 */
export class QueueLag {
  readonly #backlog: Backlog;
  readonly #since = new Map<QueueName, number>();
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(backlog: Backlog) {
    this.#backlog = backlog;
  }

  /** The longest such time at `now` (epoch milliseconds), in milliseconds. */
  async at(now: number): Promise<number> {
    if (now - this.#checkedAt >= CHECK_INTERVAL_MS) {
      this.#update(await this.#backlog.stalled(), now);
      this.#checkedAt = now;
    }
    return Math.max(0, ...[...this.#since.values()].map((since) => now - since));
  }

  #update(stalled: readonly QueueName[], now: number): void {
    for (const name of this.#since.keys()) if (!stalled.includes(name)) this.#since.delete(name);
    for (const name of stalled) if (!this.#since.has(name)) this.#since.set(name, now);
  }
}
