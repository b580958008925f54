import { Buffer } from "node:buffer";

/** A mail's headers, unfolded and otherwise as they are on the wire, and its two parts. */
export type ReadMail = { headers: { name: string; value: string }[]; html: string; text: string };

/** Reads a mail that `compose` wrote; of another mail only the headers. */
export function readComposed(raw: Uint8Array): ReadMail {
  const [head, body] = splitOnce(Buffer.from(raw).toString("latin1"), "\r\n\r\n");
  const headers = head
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .map((line) => splitOnce(line, ":"))
    .map(([name, value]) => ({ name, value: value.trim() }));
  const type = headers.find(({ name }) => name === "Content-Type")?.value ?? "";
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1);
  const [text = "", html = ""] = parts.map((part) => {
    const [, encoded] = splitOnce(part, "\r\n\r\n");
    return decode(encoded.slice(0, -"\r\n".length)).replaceAll("\r\n", "\n");
  });
  return { headers, html, text };
}

/** Quoted-printable (RFC 2045 §6.7) in UTF-8. */
function decode(encoded: string): string {
  const bytes = encoded
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)];
}
