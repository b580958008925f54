/** A relay's reply: its code, and the raw text with lines joined by LF. */
export type Reply = { code: number; text: string };

/**
 * Replies may have many lines of 512 octets (RFC 5321 §4.5.3.1.5); endless ones must not fill the
 * memory.
 */
const MAX_BYTES = 16 * 1024;
/** RFC 5321 §4.2: a code, then a hyphen on all lines but the last. */
const LINE = /^([2-5]\d\d)(?:([ -])[^\r\n\0]*)?$/;

/**
 * Splits a relay's output into replies (RFC 5321 §4.2), strictly: malformed output is not trusted.
 */
export class ReplyReader {
  #unread = "";
  #lines: string[] = [];
  #bytes = 0;

  /** True in the middle of a reply. */
  get isOpen(): boolean {
    return this.#unread !== "" || this.#lines.length > 0;
  }

  /**
   * The replies that `chunk` completes. @throws Error for malformed replies and replies over 16 KiB
   */
  read(chunk: Buffer): Reply[] {
    const parts = (this.#unread + chunk.toString("latin1")).split("\r\n");
    this.#unread = parts.pop()!;
    const replies: Reply[] = [];
    for (const line of parts) {
      const reply = this.#take(line);
      if (reply) replies.push(reply);
    }
    if (this.#bytes + this.#unread.length > MAX_BYTES) throw new Error("the reply is too long");
    return replies;
  }

  #take(line: string): Reply | undefined {
    const [, code, mark] = LINE.exec(line) ?? [];
    if (!code || (this.#lines[0] ?? line).slice(0, 3) !== code) {
      throw new Error("the relay sent a malformed reply");
    }
    this.#lines.push(line);
    this.#bytes += line.length;
    if (mark === "-") return undefined;
    const text = Buffer.from(this.#lines.join("\n"), "latin1").toString();
    this.#lines = [];
    this.#bytes = 0;
    return { code: Number(code), text };
  }
}
