import { Parser } from "htmlparser2";
import PostalMime from "postal-mime";

/** A parsed mail; `links` are its unique links in order. */
export type ReadMail = {
  subject: string;
  html: string;
  text: string;
  headers: { name: string; value: string }[];
  links: string[];
};

/** Parses a mail. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw);
  const html = mail.html ?? "";
  const headers = mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
  const unsubscribe = mail.headers
    .filter((header) => header.key === "list-unsubscribe")
    .flatMap((header) => [...header.value.matchAll(/<([^<>]+)>/g)].map(([, url]) => url!.trim()));
  const links = [...new Set([...hrefsOf(html), ...unsubscribe])];
  return { subject: mail.subject ?? "", html, text: mail.text ?? "", headers, links };
}

function hrefsOf(html: string): string[] {
  const hrefs: string[] = [];
  const parser = new Parser({
    onopentag: (name, { href }) => {
      if (href && (name === "a" || name === "area")) hrefs.push(href.trim());
    },
  });
  parser.end(html);
  return hrefs;
}
