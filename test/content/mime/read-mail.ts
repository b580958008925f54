import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
import { expect } from "vitest";
import type { Mail } from "#shared/content/mime/index.ts";
import { HEAD } from "#test/support/mail-head.ts";

export const MAIL: Mail = {
  ...HEAD,
  subject: "Welcome, Ada",
  html: "<p>Hello Ada</p>",
  text: "Hello Ada",
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

/** No line of it is too long, and none is one that a mail path changes. */
export function expectLegal(bytes: Uint8Array) {
  const raw = ascii(bytes);
  expect(raw).not.toMatch(/\0|[^\r]\n|\r[^\n]|[\x7f-\xff]/);
  const lines = raw.split("\r\n");
  const headEnd = lines.indexOf("");
  expect(Math.max(...lines.slice(0, headEnd).map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(Math.max(...lines.slice(headEnd).map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(lines.slice(headEnd).filter((line) => /[ \t]$|^\.|^From /.test(line))).toEqual([]);
  expect(raw.split("--=_").length).toBe(4);
}

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
