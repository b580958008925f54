import { DatabaseSync } from "node:sqlite";
import { Unavailable } from "#shared/kernel/errors.ts";

type Waiting = { run: () => void; settle: (failure?: Error) => void };

/** What does not ask for a transaction of its own waits so long for one that others ask for. */
const SOON_MS = 20;

/**
 * One SQLite file with group commit: what is asked for in one turn of the event loop becomes durable
 * in one transaction, so that a `synchronous=FULL` flush (2–4 ms) is shared by all who wait for it.
 */
export class Database {
  readonly sql: DatabaseSync;
  readonly #shared: boolean;
  #waiting: Waiting[] = [];
  #isReading = false;
  #isScheduled = false;
  #soon: NodeJS.Timeout | undefined;

  /** `file` may be `:memory:`, which commits at once. */
  constructor(file: string) {
    this.sql = new DatabaseSync(file);
    this.#shared = file !== ":memory:";
    // A person's rows fit one page: what is larger than a quarter of its page is kept apart and never cached.
    this.sql.exec("PRAGMA page_size=8192");
    this.sql.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536");
  }

  /**
   * To be called before reading: what is read in one turn of the event loop is read in one transaction, for taking
   * and giving back a file's locks costs a third of a small read. It ends before the next commit begins.
   */
  beginReading(): void {
    if (this.#isReading || !this.#shared || this.sql.isTransaction) return;
    this.sql.exec("BEGIN");
    this.#isReading = true;
    setImmediate(() => this.#endReading());
  }

  /**
   * Runs `work` within the next transaction and resolves once that is on disk.
   * `work` must check everything before it changes anything: when it throws, the others go on.
   */
  commit<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: () => void = () => {};
      const run = () => {
        try {
          const value = work();
          outcome = () => resolve(value);
        } catch (error) {
          outcome = () => reject(error);
        }
      };
      const settle = (failure?: Error) => (failure ? reject(failure) : outcome());
      this.#waiting.push({ run, settle });
      if (!this.#shared) this.#flush();
      else if (!this.#isScheduled) {
        this.#isScheduled = true;
        setImmediate(() => this.#flush());
      }
    });
  }

  /**
   * For what may be lost by a crash and is then done again: runs `work`, which must not throw, within a transaction
   * of others, or of its own after 20 ms; then calls `done`, also when that transaction failed.
   */
  commitSoon(work: () => void, done: () => void): void {
    this.#waiting.push({ run: work, settle: done });
    if (!this.#shared) this.#flush();
    else this.#soon ??= setTimeout(() => this.#flush(), SOON_MS);
  }

  /** Like `commit` for `count` changes that are done whole or not at all: when `work` throws, none of them is. */
  commitWhole(count: number, work: () => void): Promise<void> {
    if (count === 1) return this.commit(work);
    return this.commit(() => {
      this.sql.exec("SAVEPOINT whole");
      try {
        work();
      } catch (error) {
        this.sql.exec("ROLLBACK TO whole");
        throw error;
      } finally {
        this.sql.exec("RELEASE whole");
      }
    });
  }

  close(): void {
    this.#flush();
    this.sql.close();
  }

  #endReading(): void {
    if (!this.#isReading) return;
    this.#isReading = false;
    if (this.sql.isTransaction) this.sql.exec("COMMIT");
  }

  #flush(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#isScheduled = false;
    this.#endReading();
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    let failure: Error | undefined;
    try {
      this.sql.exec("BEGIN IMMEDIATE");
      for (const { run } of batch) run();
      this.sql.exec("COMMIT");
    } catch (error) {
      failure = new Unavailable("the database did not take a commit", { cause: error });
      if (this.sql.isTransaction) this.sql.exec("ROLLBACK");
    }
    for (const { settle } of batch) settle(failure);
  }
}
