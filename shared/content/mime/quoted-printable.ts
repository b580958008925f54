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
const LINE_END = 2;
// Marked as pure, so that bundles that compose nothing drop it.
const KINDS = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === CR || byte === LF) return LINE_END;
  if (byte === TAB) return LITERAL;
  return byte < SPACE || byte > 126 || byte === EQUALS ? ESCAPED : LITERAL;
});
const HEX = /* @__PURE__ */ Uint8Array.from("0123456789ABCDEF", (digit) => digit.charCodeAt(0));

/** Ends an encoded line, but not a line of the text. */
export const SOFT_BREAK = "=\r\n";

/** The scratch buffer is kept up to this size. */
const MAX_SCRATCH_BYTES = 4_000_000;
let scratch = /* @__PURE__ */ Buffer.allocUnsafeSlow(64 * 1024);

/**
 * `text` in UTF-8 as quoted-printable (RFC 2045 §6.7); lone surrogates become U+FFFD, line ends
 * CRLF. Safe on all mail paths: no white space ends a line, and no line starts with a dot (RFC 5321
 * §4.5.2) or `From ` (RFC 4155).
 */
export function quotedPrintable(text: string): string {
  const room = 3 * text.length;
  const needed = room + maxQuotedPrintable(room);
  const space = needed <= scratch.length ? scratch : Buffer.allocUnsafeSlow(needed);
  if (needed <= MAX_SCRATCH_BYTES) scratch = space;
  const bytes = space.subarray(0, space.write(text, "utf8"));
  return space.toString("latin1", room, writeQuotedPrintable(bytes, space, room));
}

/**
 * Folds ASCII that needs no escape into lines with soft breaks; undefined when mail paths would
 * change the start of a line, which {@link quotedPrintable} escapes.
 */
export function foldLiteral(text: string): string | undefined {
  let folded = "";
  for (let at = 0; at < text.length; at += COLUMNS) {
    if (isMark(text.charCodeAt(at), text.charCodeAt(at + 1))) return undefined;
    folded += text.slice(at, at + COLUMNS) + SOFT_BREAK;
  }
  return folded;
}

/** The most bytes that `count` bytes become: three each, and a soft break every 73 columns. */
const maxQuotedPrintable = (count: number) => count * 3 + Math.ceil(count / 8);

/**
 * Writes to `out` from `at`, which must have room for {@link maxQuotedPrintable}; returns the end.
 */
function writeQuotedPrintable(bytes: Uint8Array, out: Uint8Array, at: number): number {
  let line = at;
  let to = at;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!;
    const kind = KINDS[byte];
    if (kind === LINE_END) {
      i += byte === CR && bytes[i + 1] === LF ? 2 : 1;
      to = escapeLastBlank(out, line, to);
      out[to++] = CR;
      out[to++] = LF;
      line = to;
      continue;
    }
    if (to + (kind === ESCAPED ? 3 : 1) > line + COLUMNS) {
      to = breakSoftly(out, to);
      line = to;
    }
    if (kind === ESCAPED || (to === line && isMark(byte, bytes[i + 1]))) {
      to = writeHex(out, to, byte);
      i++;
    }
    // The hot loop: most of any text.
    const runEnd = Math.min(bytes.length, i + line + COLUMNS - to);
    while (i < runEnd && KINDS[bytes[i]!] === LITERAL) out[to++] = bytes[i++]!;
  }
  return escapeLastBlank(out, line, to);
}

/** Whether mail paths would change the byte at the start of a line. */
const isMark = (byte: number, next: number | undefined): boolean =>
  byte === DOT || (byte === LETTER_F && next === LETTER_R);

function escapeLastBlank(out: Uint8Array, line: number, to: number): number {
  const last = out[to - 1]!;
  if (to === line || (last !== SPACE && last !== TAB)) return to;
  const at = to - 1;
  return writeHex(out, at + 3 > line + COLUMNS ? breakSoftly(out, at) : at, last);
}

function breakSoftly(out: Uint8Array, to: number): number {
  out[to] = EQUALS;
  out[to + 1] = CR;
  out[to + 2] = LF;
  return to + 3;
}

function writeHex(out: Uint8Array, to: number, byte: number): number {
  out[to] = EQUALS;
  out[to + 1] = HEX[byte >> 4]!;
  out[to + 2] = HEX[byte & 15]!;
  return to + 3;
}
