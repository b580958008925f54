import { Buffer } from "node:buffer";
import type { Mail } from "./mail.ts";
import { maxQuotedPrintable, writeQuotedPrintable } from "./quoted-printable.ts";
import { writeHeaders } from "./write-headers.ts";

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
 * The bytes of a whole RFC 5322 message: multipart/alternative, plain text before HTML. The same mail is always
 * the same bytes. Only CRLF ends a line, body lines have at most 76 octets and header lines are folded to 76
 * where they hold free text. Dot-stuffing is left to the transport.
 * @throws InvalidInput when an address can't be mailed; Defect when a value that we make ourselves is malformed
 */
export function compose(mail: Mail): Uint8Array<ArrayBuffer> {
  const headers = writeHeaders(mail);
  const boundary = boundaryOf(mail.messageId);
  const top = `${headers}Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${TEXT_HEAD}`;
  const middle = `\r\n--${boundary}\r\n${HTML_HEAD}`;
  const end = `\r\n--${boundary}--\r\n`;

  // `Buffer.from` would first count the bytes, which costs as much as writing them.
  const source = Buffer.allocUnsafeSlow(3 * (mail.text.length + mail.html.length));
  const split = source.write(mail.text, "utf8");
  const length = split + source.write(mail.html, split, "utf8");

  const frame = top.length + middle.length + end.length;
  const out = Buffer.allocUnsafeSlow(frame + maxQuotedPrintable(length));
  let at = out.write(top, "latin1");
  at = writeQuotedPrintable(source.subarray(0, split), out, at);
  at += out.write(middle, at, "latin1");
  at = writeQuotedPrintable(source.subarray(split, length), out, at);
  at += out.write(end, at, "latin1");
  return new Uint8Array(out.subarray(0, at));
}
