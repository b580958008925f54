import { MINUTE_MS, SECOND_MS } from "#shared/kernel/time.ts";
import type { Backlog, QueueName } from "#shared/ports/queue.ts";

/**
 * Each look is a request for every queue, for ever: every fifth tick, which comes a little early at
 * times.
 */
const BETWEEN_LOOKS_MS = 5 * MINUTE_MS - 20 * SECOND_MS;

/**
 * How long queues have held work that no function takes: a mapping that was switched off, or a function
 * without room, gives no error anywhere. Kept in memory from one look to the next; a new
 * environment begins at nothing.
 */
export class QueueLag {
  readonly #backlog: Backlog;
  readonly #since = new Map<QueueName, number>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(backlog: Backlog) {
    this.#backlog = backlog;
  }

  /**
   * The longest such time at `now` (epoch milliseconds), in milliseconds, by the looks until then.
   */
  async at(now: number): Promise<number> {
    if (now - this.#lookedAt >= BETWEEN_LOOKS_MS) {
      this.#note(await this.#backlog.untaken(), now);
      this.#lookedAt = now;
    }
    return Math.max(0, ...[...this.#since.values()].map((since) => now - since));
  }

  #note(untaken: readonly QueueName[], now: number): void {
    for (const name of this.#since.keys()) if (!untaken.includes(name)) this.#since.delete(name);
    for (const name of untaken) if (!this.#since.has(name)) this.#since.set(name, now);
  }
}
