import { foldLiteral, quotedPrintable, SOFT_BREAK } from "#shared/content/mime/index.ts";
import { escapeHtml } from "./escape-html.ts";

/** A run of a part: how it is written, from a fresh line to a fresh line, and its length in UTF-8 as it is read. */
export type Span = { qp: string; bytes: number };
export type EncodedValue = { raw: string; text: Span; html: Span };

/** All but the ASCII that HTML and quoted-printable both leave as it is within a line: most values have none. */
const SPECIAL = /[^ !#-%(-;?-~]/;

/** Undefined for a value whose ends could mean something else beside its neighbours: a CR, half a character. */
export function encodeValue(raw: string): EncodedValue | undefined {
  const folded = SPECIAL.test(raw) ? undefined : foldLiteral(raw);
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
