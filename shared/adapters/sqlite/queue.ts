import { Defect } from "#shared/kernel/errors.ts";
import type { Clock } from "#shared/ports/clock.ts";
import {
  type Backlog,
  type DeadLetters,
  MAX_BODY_BYTES,
  MAX_DELAY_SECONDS,
  MAX_RECEIVES,
  QUEUES,
  type Queue,
  type QueueMessage,
  type QueueName,
} from "#shared/ports/queue.ts";
import type { Database } from "./database.ts";
import { SqliteDeadLetters } from "./dead-letters.ts";
import { prepareQueue } from "./queue-statements.ts";
import { Receipts } from "./receipts.ts";

export type Received = { id: string; body: string; receives: number; sentAt: number };

/** The longest pause between two attempts. */
const MAX_BACKOFF_SECONDS = 60;

/** A message in progress at this many process ends is received alone, to identify the culprit. */
const MAX_ENDS_IN_COMPANY = 2;

type Row = {
  id: number;
  name: QueueName | "dead";
  receives: number;
  redriven: number;
  sentAt: number;
  visibleAt: number;
  body: string;
};

/**
 * The `Queue` port in the database file. Unfinished messages survive a crash as received once more.
 */
export class SqliteQueue implements Queue, DeadLetters, Backlog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #receipts: Receipts;
  readonly #inProgress = new Set<number>();
  /** Messages that may have ended the process. */
  readonly #suspects: Set<number>;
  /** The newest message at the process start: a previous process may have begun these. */
  readonly #inherited: number;
  readonly #statements;
  readonly #dead: SqliteDeadLetters;
  /** Called with the queue's name after messages became durable. */
  onSend: (queue: QueueName) => void = () => {};

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    const statements = prepareQueue(database);
    this.#statements = statements;
    const onSend = (queue: QueueName) => this.onSend(queue);
    this.#dead = new SqliteDeadLetters({ database, clock, statements, onSend });
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
   * Returns a function that stores `messages` within a running commit, so that they become durable
   * with it; the caller then calls `onSend`.
   * @throws Defect for an invalid message
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
      for (const { text, visibleAt } of rows)
        this.#statements.insert.run(queue, visibleAt, now, text);
    };
  }

  /**
   * Takes up to `limit` visible messages and records that on disk first; each stays in progress
   * until `ack` or `fail`.
   */
  receive(queue: QueueName, limit: number): Received[] {
    this.#dropErased();
    const ids = this.#suspects.size > 0 ? this.#oneSuspect(queue) : this.#visible(queue, limit);
    if (ids.length === 0) return [];
    this.#receipts.open(ids);
    return ids.map((id) => {
      this.#inProgress.add(id);
      const { body, receives, sentAt } = this.#statements.get.get(id) as unknown as Row;
      return { id: String(id), body, receives: receives + (id <= this.#inherited ? 2 : 1), sentAt };
    });
  }

  #visible(queue: QueueName, limit: number): number[] {
    const now = this.#clock.now();
    const read = (some: number) => this.#statements.visible.all(queue, now, some);
    return this.#free(limit, read).map(({ id }) => id);
  }

  /** The first `wanted` rows not in progress; those in progress may stand elsewhere. */
  #free(wanted: number, read: (limit: number) => unknown[]): Row[] {
    this.#database.beginReading();
    for (let limit = wanted; ; limit *= 4) {
      const rows = read(limit) as Row[];
      const free = rows.filter(({ id }) => !this.#inProgress.has(id));
      if (free.length >= wanted || rows.length < limit) return free.slice(0, wanted);
    }
  }

  /** Forgets suspects that an erasure deleted. */
  #dropErased(): void {
    if (this.#inProgress.size > 0) return;
    for (const id of this.#suspects) if (!this.#statements.get.get(id)) this.#suspects.delete(id);
  }

  /** A single suspect, or nothing while another message is in progress. */
  #oneSuspect(queue: QueueName): number[] {
    if (this.#inProgress.size > 0) return [];
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

  /** Deletes messages with the next commit. A crash before it repeats them, which is harmless. */
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

  /** Each message returns after a growing pause, or becomes a dead letter. */
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
      this.#inProgress.delete(id);
      // Wakes receivers that waited for the suspect.
      if (this.#suspects.delete(id)) for (const queue of QUEUES) this.onSend(queue);
    }
  }

  stalled = async (): Promise<QueueName[]> => {
    // One process receives from all queues: while it works on any message, none is stalled.
    if (this.#inProgress.size > 0) return [];
    const now = this.#clock.now();
    return QUEUES.filter((queue) => (this.nextVisibleAt(queue) ?? Number.POSITIVE_INFINITY) <= now);
  };

  count = () => this.#dead.count();
  list = (limit: number) => this.#dead.list(limit);
  redrive = (options: { limit: number; upTo: number }) => this.#dead.redrive(options);
  redriveOne = (id: string) => this.#dead.redriveOne(id);
  drop = (id: string) => this.#dead.drop(id);

  /**
   * Within a running commit: rewrites the body of every message, dead letters too, that contains
   * `text`. Undefined from `without` deletes the message, unless it is in progress: its id could be
   * reused, and its `ack` would delete another message. Scans all messages, so only for rare use.
   */
  rewrite(text: string, without: (body: Record<string, unknown>) => object | undefined): void {
    const rows = this.#statements.naming.all(text) as unknown as { id: number; body: string }[];
    for (const { id, body } of rows) {
      const old = JSON.parse(body);
      const next = without(old);
      if (!next) {
        if (!this.#inProgress.has(id)) this.#statements.remove.run(id);
      } else if (next !== old) this.#statements.replace.run(JSON.stringify(next), id);
    }
  }

  /**
   * When (epoch milliseconds) the next message not in progress can be received: of `queue`, or of
   * any.
   */
  nextVisibleAt(queue?: QueueName): number | undefined {
    if (queue === undefined) {
      const all = QUEUES.map((name) => this.nextVisibleAt(name)).filter((at) => at !== undefined);
      return all.length === 0 ? undefined : Math.min(...all);
    }
    // The suspect's end wakes all.
    if (this.#suspects.size > 0 && this.#inProgress.size > 0) return undefined;
    return this.#free(1, (some) => this.#statements.next.all(queue, some))[0]?.visibleAt;
  }
}
