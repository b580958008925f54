import { Buffer } from "node:buffer";

/** RFC 2047 §2: a line that holds encoded words has at most 76 characters, a word at most 75. */
export const MAX_COLUMNS = 76;
const WORD_START = "=?UTF-8?B?";
const WORD_END = "?=";
const BREAK = "\r\n ";

/** The UTF-8 bytes whose base64 fits in a word of `columns` characters. */
const bytesInWord = (columns: number) =>
  Math.floor((columns - WORD_START.length - WORD_END.length) / 4) * 3;

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80;

/**
 * `text` as RFC 2047 encoded words (UTF-8, B), one a line, each decodable alone. `usedColumns`:
 * columns used on the first line, at most 40. Lone surrogates become U+FFFD.
 */
export function encodeWords(text: string, usedColumns: number): string {
  const bytes = Buffer.from(text, "utf8");
  const words: string[] = [];
  let columns = MAX_COLUMNS - Math.max(usedColumns, 1);
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + bytesInWord(columns), bytes.length);
    while (isContinuation(bytes[end])) end--;
    words.push(WORD_START + bytes.toString("base64", start, end) + WORD_END);
    start = end;
    columns = MAX_COLUMNS - 1;
  }
  return words.join(BREAK);
}
