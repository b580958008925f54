import { Buffer } from "node:buffer";
import type { Header, Mail } from "./mail.ts";
import { quotedPrintable } from "./quoted-printable.ts";
import { writeHeaders } from "./write-headers.ts";

type Parts = Pick<Mail, "text" | "html">;

const partHead = (subtype: string) =>
  `Content-Type: text/${subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
const TEXT_HEAD = partHead("plain");
const HTML_HEAD = partHead("html");

/**
 * Quoted-printable writes `=` only before a hex digit or a line end, so `=_` can't occur in a part.
 * RFC 2046 §5.1.1 allows 70 characters; an id's end is its hash.
 */
const boundaryOf = (messageId: string) => `=_${messageId.slice(-60)}`;

/**
 * Composes an RFC 5322 message: multipart/alternative, plain text before HTML. Deterministic. Lines
 * end in CRLF, body lines have at most 76 octets, and free text in headers is folded to 76.
 * Dot-stuffing is left to the transport.
 * @throws InvalidInput when an address can't be mailed; Defect when one of our own values is
 * malformed
 */
export function compose({ text, html, ...header }: Mail): Uint8Array<ArrayBuffer> {
  return composeParts(header, { text: quotedPrintable(text), html: quotedPrintable(html) });
}

/** The same from quoted-printable parts. The bytes have an `ArrayBuffer` of their own. */
export function composeParts(header: Header, { text, html }: Parts): Uint8Array<ArrayBuffer> {
  const boundary = boundaryOf(header.messageId);
  // ASCII pieces are cheapest joined as strings, written once.
  const mail =
    `${writeHeaders(header)}Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n` +
    `--${boundary}\r\n${TEXT_HEAD}${text}\r\n--${boundary}\r\n${HTML_HEAD}${html}\r\n--${boundary}--\r\n`;
  const bytes = Buffer.allocUnsafeSlow(mail.length);
  bytes.write(mail, "latin1");
  return bytes;
}
