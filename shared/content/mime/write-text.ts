import { cleanText } from "./clean-text.ts";
import { encodeWords, MAX_COLUMNS } from "./encode-words.ts";

const PRINTABLE = /^[ -~]*$/;

/**
 * True when `text` needs no encoding in a header: printable ASCII that no reader takes for an
 * encoded word.
 */
export const isPlain = (text: string) => PRINTABLE.test(text) && !text.includes("=?");

/**
 * An unstructured header value such as Subject (RFC 5322 §3.2.5): cleaned, then folded before
 * spaces at 76 columns, or as encoded words if that is impossible. `usedColumns`: the header name
 * with colon and space.
 */
export function writeText(text: string, usedColumns: number): string {
  const clean = cleanText(text);
  return (isPlain(clean) ? fold(clean, usedColumns) : undefined) ?? encodeWords(clean, usedColumns);
}

/** Undefined when a word is longer than a line. */
function fold(text: string, usedColumns: number): string | undefined {
  let folded = "";
  let start = 0;
  let room = MAX_COLUMNS - usedColumns;
  while (text.length - start > room) {
    const space = text.lastIndexOf(" ", start + room);
    if (space <= start) return undefined;
    folded += `${text.slice(start, space)}\r\n`;
    start = space;
    room = MAX_COLUMNS;
  }
  return folded + text.slice(start);
}
