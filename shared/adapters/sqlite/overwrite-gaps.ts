import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";
import { findGaps } from "./page-gaps.ts";

/** So much is read at once: some ten milliseconds, between which all others get their turn. */
const STEP_BYTES = 16 * 1024 * 1024;
/** Above it pages can not be told apart by their first byte. */
const MAX_BYTES = 128 * 1024 ** 3;

/** What it needs of the database whose file it writes to. */
type Pages = { emptyLog: () => boolean; forgetPages: () => number };

/**
 * Writes zeros over what is left in unused places of a database's pages. That changes nothing that
 * SQLite reads, and it is done while SQLite holds no page in memory and none in its log: a write of
 * ours is lost to none of its own. What can not be done because another process reads the file is
 * left for the next time.
 */
export class GapOverwriter {
  readonly #database: Pages;
  readonly #path: string;
  #file: number | undefined;
  #last: Promise<void> = Promise.resolve();
  /** A run that has not begun: who asks meanwhile shares it. */
  #next: Promise<void> | undefined;

  constructor(database: Pages, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** Resolves once all that was unused when it was asked is zero. */
  run(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#overwrite();
    });
    this.#last = this.#next.catch(() => {});
    return this.#next;
  }

  /**
   * To be called once SQLite has closed the file: closing it before would give up SQLite's own
   * locks on it (POSIX).
   */
  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  async #overwrite(): Promise<void> {
    for (let at = 0; at < MAX_BYTES; at += STEP_BYTES) {
      if (!this.#database.emptyLog() || !this.#overwriteStep(at)) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** Returns whether the file goes on behind the step. */
  #overwriteStep(at: number): boolean {
    const pageBytes = this.#database.forgetPages();
    this.#file ??= openSync(this.#path, "r+");
    const step = Buffer.alloc(STEP_BYTES);
    const length = readSync(this.#file, step, 0, STEP_BYTES, at);
    const gaps = findGaps(step.subarray(0, length), pageBytes, at / pageBytes);
    for (const { from, to } of gaps) {
      writeSync(this.#file, Buffer.alloc(to - from), 0, to - from, at + from);
    }
    if (gaps.length > 0) fdatasyncSync(this.#file);
    return length === STEP_BYTES;
  }
}
