import { Buffer } from "node:buffer";

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOT = 46;
const EQUALS = 61;
const LETTER_F = 70;
const LETTER_R = 114;

/** RFC 2045 §6.7 allows 76 columns; the last is kept for the `=` of a soft break. */
const COLUMNS = 75;

const LITERAL = 0;
const ESCAPED = 1;
const BY_PLACE = 2;
const LINE_END = 3;
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === CR || byte === LF) return LINE_END;
  if ([TAB, SPACE, DOT, LETTER_F].includes(byte)) return BY_PLACE;
  return byte < SPACE || byte > 126 || byte === EQUALS ? ESCAPED : LITERAL;
});
const HEX = Uint8Array.from("0123456789ABCDEF", (digit) => digit.charCodeAt(0));

/** Ends a line of the encoding, and none of the text. */
export const SOFT_BREAK = "=\r\n";

/** A text and its encoding are written here by turns; kept while it is of a size that mails have. */
const MAX_SCRATCH_BYTES = 4_000_000;
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * `text` in UTF-8 as quoted-printable (RFC 2045 §6.7), as ASCII characters; a lone surrogate becomes U+FFFD.
 * Every CR, LF or CRLF becomes a CRLF. No mail path changes the result: no white space ends a line, and none
 * starts with a dot (RFC 5321 §4.5.2) or `From ` (RFC 4155).
 */
export function quotedPrintable(text: string): string {
  const room = 3 * text.length;
  const needed = room + maxQuotedPrintable(room);
  const space = needed <= scratch.length ? scratch : Buffer.allocUnsafeSlow(needed);
  if (needed <= MAX_SCRATCH_BYTES) scratch = space;
  const bytes = space.subarray(0, space.write(text, "utf8"));
  return space.toString("latin1", room, writeQuotedPrintable(bytes, space, room));
}

/** The most bytes that `count` bytes can become: three each, and a soft break of three every 73 columns. */
const maxQuotedPrintable = (count: number) => count * 3 + Math.ceil(count / 8);

/** Writes to `out` from `at` on, where it has {@link maxQuotedPrintable} of room; returns where it stopped. */
function writeQuotedPrintable(bytes: Uint8Array, out: Uint8Array, at: number): number {
  let to = at;
  let limit = at + COLUMNS;
  for (let i = 0; i < bytes.length; i++) {
    const runEnd = Math.min(bytes.length, i + limit - to);
    while (i < runEnd && KINDS[bytes[i]!] === LITERAL) out[to++] = bytes[i++]!;
    if (i === bytes.length) break;
    const byte = bytes[i]!;
    const kind = KINDS[byte];
    if (kind === LINE_END) {
      if (byte === CR && bytes[i + 1] === LF) i++;
      out[to++] = CR;
      out[to++] = LF;
      limit = to + COLUMNS;
      continue;
    }
    const startsLine = to === limit || to === limit - COLUMNS;
    const escaped =
      kind === ESCAPED || (kind === BY_PLACE && isChanged(byte, bytes[i + 1], startsLine));
    if (to + (escaped ? 3 : 1) > limit) {
      out[to++] = EQUALS;
      out[to++] = CR;
      out[to++] = LF;
      limit = to + COLUMNS;
    }
    if (escaped) {
      out[to++] = EQUALS;
      out[to++] = HEX[byte >> 4]!;
      out[to++] = HEX[byte & 15]!;
    } else {
      out[to++] = byte;
    }
  }
  return to;
}

/** Whether mail paths would change this byte where it stands; elsewhere in a line it is harmless. */
function isChanged(byte: number, next: number | undefined, startsLine: boolean): boolean {
  if (byte === SPACE || byte === TAB) return next === undefined || next === CR || next === LF;
  return startsLine && (byte === DOT || next === LETTER_R);
}
