import { quotedPrintable, SOFT_BREAK } from "#shared/mail/index.ts";
import { escapeHtml } from "./escape-html.ts";

/** A run of a part: how it is written, from a fresh line to a fresh line, and its length in UTF-8 as it is read. */
export type Span = { qp: string; bytes: number };
export type EncodedValue = { raw: string; text: Span; html: Span };

/** Columns that quoted-printable has before a soft break (RFC 2045 §6.7). */
const COLUMNS = 75;
const DOT = 46;
const LETTER_F = 70;

/** All but the ASCII that HTML and quoted-printable both leave as it is within a line. */
const SPECIAL = /[^ !#-%(-;?-~]/;

/** Undefined for a value whose ends could mean something else beside its neighbours: a CR, half a character. */
export function encodeValue(raw: string): EncodedValue | undefined {
  const folded = foldLiteral(raw);
  if (folded !== undefined) {
    const span = { qp: folded, bytes: raw.length };
    return { raw, text: span, html: span };
  }
  if (raw.includes("\r") || !raw.isWellFormed()) return undefined;
  const text = spanOf(raw);
  const escaped = escapeHtml(raw);
  return { raw, text, html: escaped === raw ? text : spanOf(escaped) };
}

export const spanOf = (text: string): Span => ({
  qp: closeLine(quotedPrintable(text)),
  bytes: Buffer.byteLength(text),
});

/** `qp` with a soft break, so that what follows begins a line; nothing, or a line that is over, needs none. */
const closeLine = (qp: string) => (qp === "" || qp.endsWith("\n") ? qp : qp + SOFT_BREAK);

/** Most values are plain: names, numbers, links. Undefined when a character has to be escaped. */
function foldLiteral(raw: string): string | undefined {
  if (SPECIAL.test(raw)) return undefined;
  let folded = "";
  for (let at = 0; at < raw.length; at += COLUMNS) {
    const first = raw.charCodeAt(at);
    // What mail paths change at a line's start is the general encoder's to escape.
    if (first === DOT || first === LETTER_F) return undefined;
    folded += raw.slice(at, at + COLUMNS) + SOFT_BREAK;
  }
  return folded;
}
