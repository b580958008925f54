import { foldLiteral, quotedPrintable, SOFT_BREAK } from "#shared/content/mime/index.ts";
import { escapeHtml } from "./escape-html.ts";

/**
 * A run of a part: its quoted-printable form, from fresh line to fresh line, and its decoded length
 * in UTF-8.
 */
export type Span = { qp: string; bytes: number };
export type EncodedValue = { raw: string; text: Span; html: Span };

/** All but the ASCII that HTML and quoted-printable both leave unchanged: most values have none. */
const SPECIAL = /[^ !#-%(-;?-~]/;

/** Undefined for a value whose ends depend on its neighbours: a CR, half a surrogate pair. */
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

/** Ends `qp` with a soft break, unless it is empty or at a line end. */
const closeLine = (qp: string) => (qp === "" || qp.endsWith("\n") ? qp : qp + SOFT_BREAK);
