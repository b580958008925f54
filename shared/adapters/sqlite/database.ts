import { closeSync, fdatasync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Unavailable } from "#shared/kernel/errors.ts";
import { GapOverwriter } from "./overwrite-gaps.ts";

type Waiting = { run: () => void; settle: (failure?: Error) => void };

/** How long lazy work waits for another commit to join. */
const SOON_MS = 20;

/**
 * Log pages before a checkpoint, which blocks the thread: often-changed pages are then copied once.
 */
const CHECKPOINT_PAGES = 4_000;

/**
 * One SQLite file with group commit: changes of one turn of the event loop, or during a flush,
 * become durable in one transaction that shares a flush (1–4 ms).
 * As durable as `synchronous=FULL`: a commit resolves after the log is flushed. We flush it off
 * this thread; SQLite flushes only around checkpoints (`synchronous=NORMAL`). A read may see
 * unflushed data, but writes based on it follow it in the log.
 */
export class Database {
  readonly sql: DatabaseSync;
  readonly #shared: boolean;
  #waiting: Waiting[] = [];
  #isReading = false;
  /** A commit is requested and has not begun. */
  #isRequested = false;
  #soon: NodeJS.Timeout | undefined;
  readonly #log: string;
  #file: number | undefined;
  #isFlushing = false;
  #flushing = Promise.resolve();
  #broken: Error | undefined;
  #isClosed = false;
  readonly #gaps: GapOverwriter;
  /** Called when the disk failed; from then on every commit fails. */
  onBroken: (error: Error) => void = () => {};

  /** `file` may be `:memory:`, which commits at once. */
  constructor(file: string) {
    this.sql = new DatabaseSync(file);
    this.#shared = file !== ":memory:";
    this.#log = `${file}-wal`;
    this.#gaps = new GapOverwriter(this, file);
    // A contact's rows fit one page; larger rows go to overflow pages and are never cached.
    this.sql.exec("PRAGMA page_size=8192");
    this.sql.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384");
    this.sql.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
    // Deleted and changed data is overwritten: an erased contact's bytes must not remain.
    this.sql.exec("PRAGMA secure_delete=ON");
  }

  /**
   * Call before reading: reads of one turn share a transaction, since locking a file costs a third
   * of a small read. It ends before the next commit.
   */
  beginReading(): void {
    if (this.#isReading || !this.#shared || this.sql.isTransaction) return;
    this.sql.exec("BEGIN");
    this.#isReading = true;
    setImmediate(() => this.#endReading());
  }

  /**
   * Runs `work` in the next transaction and resolves once that is on disk. `work` must check before
   * it changes anything: when it throws, the others go on.
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
      else if (!this.#isRequested) {
        this.#isRequested = true;
        if (!this.#isFlushing) setImmediate(() => this.#flush());
      }
    });
  }

  /**
   * For work that a crash may lose and repeat: runs `work`, which must not throw, in the next
   * transaction, after 20 ms at the latest; then calls `done`, even if that transaction failed.
   */
  commitSoon(work: () => void, done: () => void): void {
    this.#waiting.push({ run: work, settle: done });
    if (!this.#shared) this.#flush();
    else this.#soon ??= setTimeout(() => this.#flush(), SOON_MS);
  }

  /**
   * Runs `work` at once in its own transaction. It survives this process, but not a power loss
   * until the next flush.
   */
  writeNow(work: () => void): void {
    this.#endReading();
    this.sql.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.sql.exec("COMMIT");
    } catch (error) {
      if (this.sql.isTransaction) this.sql.exec("ROLLBACK");
      throw error;
    }
  }

  /** `commit` for `count` changes, all or none: a throwing `work` undoes them. */
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

  /**
   * Resolves once everything readable by now is on disk.
   * @throws Unavailable when the disk failed
   */
  async flushed(): Promise<void> {
    if (this.#isFlushing) await this.#flushing;
    if (this.#broken) throw this.#broken;
  }

  /** Empties the log of deleted bytes. False while another process reads the file. */
  emptyLog(): boolean {
    if (!this.#shared || this.#broken || this.#isClosed) return false;
    this.#endReading();
    const done = this.sql.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { busy: number };
    return done.busy === 0;
  }

  /** Frees all cached pages. Returns the page size in bytes. */
  forgetPages(): number {
    this.sql.exec("PRAGMA shrink_memory");
    const { page_size } = this.sql.prepare("PRAGMA page_size").get() as { page_size: number };
    return page_size;
  }

  /** Overwrites leftover copies of deleted and changed rows in the file and its log. */
  overwrite = (): Promise<void> => this.#gaps.run();

  /** Writes pending work: SQLite flushes the whole log on close. */
  close(): void {
    const settle = this.#write();
    this.sql.close();
    this.#gaps.close();
    settle();
    this.#isClosed = true;
    if (!this.#isFlushing) this.#closeLog();
  }

  #endReading(): void {
    if (!this.#isReading) return;
    this.#isReading = false;
    if (this.sql.isTransaction) this.sql.exec("COMMIT");
  }

  #flush(): void {
    if (this.#waiting.length === 0) {
      this.#isRequested = false;
      return;
    }
    if (this.#isFlushing) {
      this.#isRequested = true;
      return;
    }
    const settle = this.#write();
    if (this.#shared && !this.#broken) {
      this.#isFlushing = true;
      this.#flushing = this.#flushLog().then(settle);
    } else settle();
  }

  #flushLog(): Promise<void> {
    return new Promise((resolve) => {
      const done = (error?: Error | null) => {
        this.#isFlushing = false;
        // After a failed flush a second one may falsely succeed.
        if (error) {
          this.#broken = new Unavailable("the disk failed", { cause: error });
          this.onBroken(error);
        }
        resolve();
        if (this.#isClosed) this.#closeLog();
        // In the next turn, so that writes of callers resumed now are included.
        else if (this.#isRequested) setImmediate(() => this.#flush());
      };
      try {
        this.#file ??= openSync(this.#log, "r+");
        fdatasync(this.#file, done);
      } catch (error) {
        done(error as Error);
      }
    });
  }

  #closeLog(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** Commits all pending work; returns the function that settles it once durable. */
  #write(): () => void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#isRequested = false;
    this.#endReading();
    const batch = this.#waiting;
    this.#waiting = [];
    let failure: Error | undefined;
    try {
      if (this.#broken) throw this.#broken;
      this.sql.exec("BEGIN IMMEDIATE");
      for (const { run } of batch) run();
      this.sql.exec("COMMIT");
    } catch (error) {
      failure = new Unavailable("the database did not accept a commit", { cause: error });
      if (this.sql.isTransaction) this.sql.exec("ROLLBACK");
    }
    return () => {
      for (const { settle } of batch) settle(failure ?? this.#broken);
    };
  }
}
