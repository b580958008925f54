import { closeSync, fdatasyncSync, openSync, readSync, writeSync } from "node:fs";
import { findGaps } from "./page-gaps.ts";

/** Read per step: some ten milliseconds, between which other work runs. */
const STEP_BYTES = 16 * 1024 * 1024;
/** Larger files have pages that their first byte can't tell apart. */
const MAX_BYTES = 128 * 1024 ** 3;

/** The database's methods that it uses. */
type Pages = { emptyLog: () => boolean; forgetPages: () => number };

/**
 * Zeroes unused space in a database's pages. SQLite reads none of it, and holds no page in memory
 * or in its log meanwhile, so no write of its own is lost. While another process reads the file, it
 * is left for the next run.
 */
export class GapOverwriter {
  readonly #database: Pages;
  readonly #path: string;
  #file: number | undefined;
  #last: Promise<void> = Promise.resolve();
  /** A pending run, shared by all callers until it begins. */
  #next: Promise<void> | undefined;

  constructor(database: Pages, path: string) {
    this.#database = database;
    this.#path = path;
  }

  /** Resolves once all space that was unused at the call is zero. */
  run(): Promise<void> {
    this.#next ??= this.#last.then(() => {
      this.#next = undefined;
      return this.#overwrite();
    });
    this.#last = this.#next.catch(() => {});
    return this.#next;
  }

  /**
   * Call after SQLite has closed the file: closing ours first would release SQLite's locks (POSIX).
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

  /** True if the file continues after this step. */
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
