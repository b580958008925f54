import type { QueueName } from "#shared/ports/queue.ts";

/**
 * How long queues have held work that nobody takes: a mapping that was switched off, or a function without room, gives no
 * error anywhere. Kept in memory from one look to the next; a new environment begins at nothing.
 */
export class QueueLag {
  readonly #since = new Map<QueueName, number>();

  /** Notes which queues were found so at `now` (epoch milliseconds). Returns the longest such time, in milliseconds. */
  note(untaken: readonly QueueName[], now: number): number {
    for (const name of this.#since.keys()) if (!untaken.includes(name)) this.#since.delete(name);
    for (const name of untaken) if (!this.#since.has(name)) this.#since.set(name, now);
    return Math.max(0, ...[...this.#since.values()].map((since) => now - since));
  }
}
