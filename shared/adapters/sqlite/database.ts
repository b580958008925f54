import { closeSync, fdatasync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Unavailable } from "#shared/kernel/errors.ts";
import { GapOverwriter } from "./overwrite-gaps.ts";

type Waiting = { run: () => void; settle: (failure?: Error) => void };

/** What does not ask for a transaction of its own waits so long for one that others ask for. */
const SOON_MS = 20;

/** Pages in the log before they are copied into the file, which holds up the thread: often-changed ones go once. */
const CHECKPOINT_PAGES = 4_000;

/**
 * One SQLite file with group commit: what is asked for in one turn of the event loop, and while the disk is busy with
 * what came before, becomes durable in one transaction, so that a flush (1–4 ms) is shared by all who wait for it.
 * It is as durable as `synchronous=FULL`: nobody hears of a commit before the log is flushed. But we flush it, off
 * this thread, which goes on meanwhile; SQLite itself flushes around checkpoints (`synchronous=NORMAL`). A read may
 * see what is not flushed yet; whatever is written because of it stands behind it in the log.
 */
export class Database {
  readonly sql: DatabaseSync;
  readonly #shared: boolean;
  #waiting: Waiting[] = [];
  #isReading = false;
  /** Somebody asked for a transaction that has not begun. */
  #isWanted = false;
  #soon: NodeJS.Timeout | undefined;
  readonly #log: string;
  #file: number | undefined;
  #isFlushing = false;
  #flushing = Promise.resolve();
  #broken: Error | undefined;
  #isClosed = false;
  readonly #gaps: GapOverwriter;
  /** Called when the disk failed: from then on nothing is taken any more. */
  onBroken: (error: Error) => void = () => {};

  /** `file` may be `:memory:`, which commits at once. */
  constructor(file: string) {
    this.sql = new DatabaseSync(file);
    this.#shared = file !== ":memory:";
    this.#log = `${file}-wal`;
    this.#gaps = new GapOverwriter(this, file);
    // A person's rows fit one page: what is larger than a quarter of its page is kept apart and never cached.
    this.sql.exec("PRAGMA page_size=8192");
    this.sql.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16384");
    this.sql.exec(`PRAGMA wal_autocheckpoint=${CHECKPOINT_PAGES}`);
    // What is deleted or changed is overwritten: an erased contact's bytes must not stay in free
    // places.
    this.sql.exec("PRAGMA secure_delete=ON");
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
      else if (!this.#isWanted) {
        this.#isWanted = true;
        if (!this.#isFlushing) setImmediate(() => this.#flush());
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

  /**
   * Runs `work` in a transaction of its own at once. It outlives this process, though not yet a
   * loss of power: what is committed next is flushed with it.
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

  /**
   * Resolves once everything that a read may have seen by now is on disk.
   * @throws Unavailable when nobody knows whether it is: the disk failed
   */
  async flushed(): Promise<void> {
    if (this.#isFlushing) await this.#flushing;
    if (this.#broken) throw this.#broken;
  }

  /**
   * Copies the log into the file and empties it, so that it holds no deleted bytes any more.
   * Returns false where another process, which reads the file just now, keeps it from that.
   */
  emptyLog(): boolean {
    if (!this.#shared || this.#broken || this.#isClosed) return false;
    this.#endReading();
    const done = this.sql.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() as { busy: number };
    return done.busy === 0;
  }

  /** Gives back every page that is kept in memory. Returns the bytes of a page. */
  forgetPages(): number {
    this.sql.exec("PRAGMA shrink_memory");
    const { page_size } = this.sql.prepare("PRAGMA page_size").get() as { page_size: number };
    return page_size;
  }

  /** Overwrites what copies of deleted and changed rows are left in the file and its log. */
  overwrite = (): Promise<void> => this.#gaps.run();

  /** Whatever waits is written: SQLite flushes the whole log when it closes the file. */
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
      // A turn was asked for and is not needed any more: the next one must ask again.
      this.#isWanted = false;
      return;
    }
    if (this.#isFlushing) {
      this.#isWanted = true;
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
        // After a failed flush nobody knows what the disk has, and a second one may say that all is well.
        if (error) {
          this.#broken = new Unavailable("the disk failed", { cause: error });
          this.onBroken(error);
        }
        resolve();
        if (this.#isClosed) this.#closeLog();
        // In the next turn: what those who are answered now write next goes along.
        else if (this.#isWanted) setImmediate(() => this.#flush());
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

  /** One transaction of all that waits; returns what tells them, once it is durable. */
  #write(): () => void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#isWanted = false;
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
      failure = new Unavailable("the database did not take a commit", { cause: error });
      if (this.sql.isTransaction) this.sql.exec("ROLLBACK");
    }
    return () => {
      for (const { settle } of batch) settle(failure ?? this.#broken);
    };
  }
}
