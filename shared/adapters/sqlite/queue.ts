import { Defect } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  type Backlog,
  type DeadLetter,
  type DeadLetters,
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  QUEUES,
  type Queue,
  type QueueMessage,
  type QueueName,
} from "#shared/ports/queue.ts";
import type { Database } from "./database.ts";
import { prepareQueue } from "./queue-statements.ts";
import { Receipts } from "./receipts.ts";

export type Received = { id: string; body: string; receives: number };

/** A message that failed so often is put aside, as on SQS (`maxReceiveCount`). */
const MAX_RECEIVES = 5;
/** The longest pause between two tries. */
const MAX_BACKOFF_SECONDS = 60;

/**
 * Who was in hand when the process ended so often is received alone, with nothing beside it: the
 * next end tells which message it is that ends it, and no other one is counted with it.
 */
const MAX_ENDS_IN_COMPANY = 2;

type Row = {
  id: number;
  name: QueueName | "dead";
  receives: number;
  redriven: number;
  body: string;
};

/**
 * The `Queue` port in the database's own file. After a crash everything unfinished is there again,
 * at once; what was being worked on has been received once more by then.
 */
export class SqliteQueue implements Queue, DeadLetters, Backlog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #receipts: Receipts;
  readonly #taken = new Set<number>();
  /** Messages that may be what ends the process. */
  readonly #suspects: Set<number>;
  /** Messages up to this one were here when the process started: somebody may have begun them before. */
  readonly #inherited: number;
  readonly #statements;
  /** Called with the queue's name after messages became durable. */
  onSend: (queue: QueueName) => void = () => {};

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#statements = prepareQueue(database);
    this.#receipts = new Receipts(database);
    this.#receipts.recover((ids) => {
      for (const id of ids) this.#countEnd(id);
    });
    const suspects = this.#statements.suspects.all(MAX_ENDS_IN_COMPANY) as { id: number }[];
    this.#suspects = new Set(suspects.map(({ id }) => id));
    this.#inherited = (this.#statements.newest.get() as { id: number | null }).id ?? 0;
  }

  send = async (queue: QueueName, messages: QueueMessage[]): Promise<void> => {
    if (messages.length === 0) return;
    const insert = this.prepareInsert(queue, messages);
    await this.#database.commit(insert);
    this.onSend(queue);
  };

  /**
   * What stores `messages`, to be called within a running commit, so that they become durable with
   * whatever else that commit does; afterwards `onSend` is the caller's to call.
   * @throws Defect for a message that no queue takes
   */
  prepareInsert(queue: QueueName, messages: QueueMessage[]): () => void {
    const now = this.#clock.now();
    const rows = messages.map(({ body, delaySeconds = 0 }) => {
      const text = JSON.stringify(body);
      if (Buffer.byteLength(text) > MAX_BODY_BYTES)
        throw new Defect("a queue message is too large");
      if (delaySeconds > MAX_DELAY_SECONDS) throw new Defect("a queue delay is over 900 seconds");
      return { text, visibleAt: now + delaySeconds * 1000 };
    });
    return () => {
      for (const { text, visibleAt } of rows) this.#statements.insert.run(queue, visibleAt, text);
    };
  }

  /**
   * Takes up to `limit` visible messages, which is noted on disk first; each stays taken until
   * `ack` or `fail`.
   */
  receive(queue: QueueName, limit: number): Received[] {
    this.#dropErased();
    const ids = this.#suspects.size > 0 ? this.#oneSuspect(queue) : this.#visible(queue, limit);
    if (ids.length === 0) return [];
    this.#receipts.open(ids);
    return ids.map((id) => {
      this.#taken.add(id);
      const { body, receives } = this.#statements.get.get(id) as unknown as Row;
      return { id: String(id), body, receives: receives + (id <= this.#inherited ? 2 : 1) };
    });
  }

  #visible(queue: QueueName, limit: number): number[] {
    this.#database.beginReading();
    const candidates = this.#statements.visible.all(
      queue,
      this.#clock.now(),
      limit + this.#taken.size,
    ) as unknown as { id: number }[];
    const ids = candidates.map(({ id }) => id).filter((id) => !this.#taken.has(id));
    return ids.slice(0, limit);
  }

  /** A suspect that an erasure deleted is waited for by nothing. */
  #dropErased(): void {
    if (this.#taken.size > 0) return;
    for (const id of this.#suspects) if (!this.#statements.get.get(id)) this.#suspects.delete(id);
  }

  /** Nothing while any other message is taken. */
  #oneSuspect(queue: QueueName): number[] {
    if (this.#taken.size > 0) return [];
    const id = this.#suspects
      .values()
      .find((one) => (this.#statements.get.get(one) as Row | undefined)?.name === queue);
    return id === undefined ? [] : [id];
  }

  #countEnd(id: number): void {
    const row = this.#statements.get.get(id) as Row | undefined;
    if (!row || row.name === "dead") return;
    this.#statements.countEnd.run(id);
    if (row.receives + 1 >= MAX_RECEIVES) this.#statements.bury.run(row.name, id);
  }

  /** Done with: the messages go with the next commit. After a crash before that they come again, which is harmless. */
  async ack(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const numbers = ids.map(Number);
    this.#database.commitSoon(
      () => {
        for (const id of numbers) this.#statements.remove.run(id);
        this.#receipts.close(numbers);
      },
      () => this.#release(numbers),
    );
  }

  /** Not done: each comes back after a growing pause, or becomes a dead letter. */
  async fail(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const now = this.#clock.now();
    const numbers = ids.map(Number);
    try {
      await this.#database.commit(() => {
        for (const id of numbers) this.#retry(id, now);
        this.#receipts.close(numbers);
      });
    } finally {
      this.#release(numbers);
    }
  }

  #retry(id: number, now: number): void {
    const row = this.#statements.get.get(id) as Row | undefined;
    if (!row) return;
    const receives = row.receives + 1;
    const pause = Math.min(2 ** receives, MAX_BACKOFF_SECONDS) * 1000;
    if (receives >= MAX_RECEIVES) this.#statements.bury.run(row.name, id);
    else this.#statements.retry.run(receives, now + pause, id);
  }

  #release(ids: number[]): void {
    for (const id of ids) {
      this.#taken.delete(id);
      // Whoever waits for it to be done goes on.
      if (this.#suspects.delete(id)) for (const queue of QUEUES) this.onSend(queue);
    }
  }

  stalled = async (): Promise<QueueName[]> => {
    // One process takes from all queues: while it works on anything, it takes.
    if (this.#taken.size > 0) return [];
    const now = this.#clock.now();
    return QUEUES.filter((queue) => (this.nextVisibleAt(queue) ?? Number.POSITIVE_INFINITY) <= now);
  };

  count = async (): Promise<number> =>
    (this.#statements.countDead.get() as { count: number }).count;

  list = async (limit: number): Promise<DeadLetter[]> =>
    (this.#statements.dead.all(limit) as unknown as (Row & { source: QueueName })[]).map((row) => ({
      id: String(row.id),
      queue: row.source,
      body: row.body,
      redriven: row.redriven,
    }));

  redrive = async ({ limit, upTo }: { limit: number; upTo: number }) => {
    const letters = await this.list(limit);
    const again = letters.filter((letter) => letter.redriven < upTo);
    const now = this.#clock.now();
    await this.#database.commit(() => {
      for (const { queue, id } of again) this.#statements.revive.run(queue, now, Number(id));
    });
    for (const queue of new Set(again.map((letter) => letter.queue))) this.onSend(queue);
    return { redriven: again.length, stuck: letters.length - again.length };
  };

  /**
   * Within a running commit: what `without` makes of the body of every message, dead letters too,
   * that has `text` in it; undefined deletes the message, unless it is taken: its id would be the
   * next one's, which its `ack` would then delete. Looks through all messages: for what is rare.
   */
  rewrite(text: string, without: (body: Record<string, unknown>) => object | undefined): void {
    const rows = this.#statements.naming.all(text) as unknown as { id: number; body: string }[];
    for (const { id, body } of rows) {
      const old = JSON.parse(body);
      const next = without(old);
      if (!next) {
        if (!this.#taken.has(id)) this.#statements.remove.run(id);
      } else if (next !== old) this.#statements.replace.run(JSON.stringify(next), id);
    }
  }

  /** Epoch milliseconds at which the next message that is not taken can be received: of `queue`, or of any. */
  nextVisibleAt(queue?: QueueName): number | undefined {
    if (queue === undefined) {
      const all = QUEUES.map((name) => this.nextVisibleAt(name)).filter((at) => at !== undefined);
      return all.length === 0 ? undefined : Math.min(...all);
    }
    // Its end wakes all.
    if (this.#suspects.size > 0 && this.#taken.size > 0) return undefined;
    this.#database.beginReading();
    const rows = this.#statements.next.all(queue, this.#taken.size + 1) as unknown as {
      id: number;
      visibleAt: number;
    }[];
    return rows.find((row) => !this.#taken.has(row.id))?.visibleAt;
  }
}
