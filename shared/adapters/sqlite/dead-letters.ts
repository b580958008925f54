import type { Clock } from "#shared/ports/clock.ts";
import type { DeadLetter, DeadLetters, QueueName } from "#shared/ports/queue.ts";
import type { Database } from "./database.ts";
import type { prepareQueue } from "./queue-statements.ts";

type Row = {
  id: number;
  name: QueueName | "dead";
  redriven: number;
  sentAt: number;
  source: QueueName;
  body: string;
};
type Parts = {
  database: Database;
  clock: Clock;
  statements: ReturnType<typeof prepareQueue>;
  /** Called after messages went back to a queue. */
  onSend: (queue: QueueName) => void;
};

/** The dead letters among the rows of the queues. */
export class SqliteDeadLetters implements DeadLetters {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  count = async (): Promise<number> =>
    (this.#parts.statements.countDead.get() as { count: number }).count;

  list = async (limit: number): Promise<DeadLetter[]> =>
    (this.#parts.statements.dead.all(limit) as unknown as Row[]).map(
      ({ id, source: queue, body, redriven, sentAt }) => ({
        id: String(id),
        queue,
        body,
        redriven,
        sentAt,
      }),
    );

  redrive = async ({ limit, upTo }: { limit: number; upTo: number }) => {
    const letters = await this.list(limit);
    const again = letters.filter((letter) => letter.redriven < upTo);
    await this.#revive(again);
    return { redriven: again.length, stuck: letters.length - again.length };
  };

  redriveOne = async (id: string): Promise<boolean> => {
    const row = this.#find(id);
    if (row) await this.#revive([{ id, queue: row.source }]);
    return row !== undefined;
  };

  drop = async (id: string): Promise<boolean> => {
    const row = this.#find(id);
    const { database, statements } = this.#parts;
    if (row) await database.commit(() => statements.remove.run(row.id));
    return row !== undefined;
  };

  #find(id: string): Row | undefined {
    if (!/^[1-9]\d{0,14}$/.test(id)) return undefined;
    const row = this.#parts.statements.get.get(Number(id)) as Row | undefined;
    return row?.name === "dead" ? row : undefined;
  }

  async #revive(letters: Pick<DeadLetter, "id" | "queue">[]): Promise<void> {
    const { database, clock, statements, onSend } = this.#parts;
    const now = clock.now();
    await database.commit(() => {
      for (const { queue, id } of letters) statements.revive.run(queue, now, now, Number(id));
    });
    for (const queue of new Set(letters.map((letter) => letter.queue))) onSend(queue);
  }
}
