import { closeSync, existsSync, openSync, readSync } from "node:fs";

/** Longer than any line. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Follows a file to which another process adds lines: each look gives those that were completed
 * since the last one.
 */
export class LineReader {
  readonly #path: string;
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** Nothing as long as there is no such file. */
  read(): string[] {
    if (!existsSync(this.#path)) return [];
    const file = openSync(this.#path, "r");
    const lines: string[] = [];
    for (;;) {
      const size = readSync(file, this.#chunk, 0, CHUNK_BYTES, this.#offset);
      const end = this.#chunk.subarray(0, size).lastIndexOf("\n");
      if (end < 0) break;
      lines.push(...this.#chunk.toString("utf8", 0, end).split("\n"));
      this.#offset += end + 1;
    }
    closeSync(file);
    return lines;
  }
}
