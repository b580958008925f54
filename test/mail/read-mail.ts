import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import type { Mail } from "#shared/mail/index.ts";

export const MAIL: Mail = {
  messageId: "c_0a1b_m8f3k2_9f8e7d6c",
  from: { name: "Dripstack News", email: "news@mail.example.com" },
  to: { name: "Ada Lovelace", email: "ada@example.org" },
  subject: "Welcome, Ada",
  html: "<p>Hello Ada</p>",
  text: "Hello Ada",
  date: Date.UTC(2026, 8, 21, 14, 13, 20),
  class: "marketing",
  unsubscribeUrl: "https://mail.example.com/u/abc.def.ghi",
  feedbackId: "welcome:hello:marketing:dripstack",
};

export const ascii = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** The header fields in their order, unfolded but not decoded. */
export function headersOf(bytes: Uint8Array): [name: string, value: string][] {
  const [head = ""] = ascii(bytes).split("\r\n\r\n");
  const lines = head.replaceAll(/\r\n(?=[ \t])/g, "").split("\r\n");
  return lines.map((line) => [line.slice(0, line.indexOf(":")), line.replace(/^[^:]*: ?/, "")]);
}

export const headerOf = (bytes: Uint8Array, name: string) =>
  headersOf(bytes).find(([given]) => given === name)?.[1];

/** What two readers that share no code with the composer, or each other, find in a mail. */
export async function readTwice(bytes: Uint8Array) {
  const raw = Buffer.from(bytes);
  const [postal, node] = await Promise.all([
    PostalMime.parse(raw),
    simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true }),
  ]);
  const to = [node.to ?? []].flat().flatMap((list) => list.value);
  return [
    {
      subject: postal.subject ?? "",
      from: [postal.from].map((one) => ({ name: one?.name, address: one?.address })),
      to: postal.to?.map(({ name, address }) => ({ name, address })),
      text: trimEnd(postal.text ?? ""),
      html: trimEnd(postal.html ?? ""),
    },
    {
      subject: node.subject ?? "",
      from: node.from?.value.map(({ name, address }) => ({ name, address })),
      to: to.map(({ name, address }) => ({ name, address })),
      text: trimEnd(node.text ?? ""),
      html: trimEnd(node.html || ""),
    },
  ];
}

/** Readers differ about line ends that close a part. */
export const trimEnd = (body: string) => body.replaceAll(/\r\n?/g, "\n").replace(/\n+$/, "");
