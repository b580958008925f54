/** Characters that reorder text (UAX #9), and the byte order mark, which decoders drop. */
const UNSEEN = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Controls (U+0085 is one), both Unicode line ends and runs of spaces. */
const BLANK = /[\p{Cc}\u2028\u2029 ]+/gu;

/**
 * Makes `text` safe for a header: one line, single spaces, trimmed, no bidi controls, U+FFFD for
 * lone surrogates. No value can start a header of its own (RFC 5322 §2.2). Idempotent.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(UNSEEN, "").replace(BLANK, " ").trim();
}
