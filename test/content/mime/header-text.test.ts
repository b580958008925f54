import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, compose } from "#shared/content/mime/index.ts";
import { ascii, headerOf, MAIL } from "./read-mail.ts";

const subjectOf = (subject: string) => compose({ ...MAIL, subject });

test.each([
  ["a\r\nBcc: eve@example.net", "a Bcc: eve@example.net"],
  ["a\0b\tc\u0085d\u2028e\u2029f\u007fg", "a b c d e f g"],
  ["\u202eabc\u202c \u2066d\u2069\u200f\u061c", "abc d"],
  ["  two  spaces ", "two spaces"],
  ["\ud83d \udc69", "\ufffd \ufffd"],
  ["\ufeffmark", "mark"],
  ["👩‍👩‍👧 family", "👩‍👩‍👧 family"],
])("%j is cleaned to %j", (text, clean) => {
  expect(cleanText(text)).toBe(clean);
});

test("a clean text stays as it is, and holds nothing that ends a line or turns it", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const clean = cleanText(String.fromCharCode(...units));
      expect(cleanText(clean)).toBe(clean);
      expect(clean.isWellFormed()).toBe(true);
      expect(clean).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
    }),
  );
});

test("long ASCII of short words is folded before spaces and stays readable", () => {
  const subject = "Everything you need to know ".repeat(20).trim();
  const lines = ascii(subjectOf(subject)).split("\r\n");
  const start = lines.findIndex((line) => line.startsWith("Subject: "));
  expect(lines[start + 1]).toMatch(/^ \S/);
  expect(lines[start]?.length).toBeGreaterThan(60);
  expect(headerOf(subjectOf(subject), "Subject")).toBe(subject);
});

test.each([
  ["a word that just fits", "x".repeat(67), false],
  ["a word that does not", `${"x".repeat(68)} b`, true],
  ["a second word that just fits", `a ${"x".repeat(75)}`, false],
  ["a second word that does not", `a ${"x".repeat(76)} b`, true],
  ["what a reader would decode", "=?UTF-8?B?aGk=?=", true],
  ["a sign outside ASCII", "Grüße", true],
])("%s is an encoded word: %#", (_, subject, encoded) => {
  const value = headerOf(subjectOf(subject), "Subject") ?? "";
  expect(value.startsWith("=?UTF-8?B?")).toBe(encoded);
  expect(decodeWords(value)).toBe(subject);
});

test("each encoded word is short, decodes alone and cuts no character", () => {
  const word = fc.string({ unit: "binary", maxLength: 400 });
  fc.assert(
    fc.property(word, (text) => {
      const subject = cleanText(`é${text}`);
      const value = headerOf(subjectOf(subject), "Subject") ?? "";
      expect(value.split(" ").every((one) => one.length <= 75)).toBe(true);
      expect(decodeWords(value)).toBe(subject);
    }),
  );
});

/**
 * RFC 2047 §6 written anew: words are decoded one by one, strictly, and the space between them is
 * dropped.
 */
function decodeWords(value: string): string {
  if (!value.startsWith("=?")) return value;
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const words = value
    .split(" ")
    .map((word) => /^=\?UTF-8\?B\?([A-Za-z0-9+/]+=*)\?=$/.exec(word)?.[1]);
  return words.map((base64) => strict.decode(Buffer.from(base64!, "base64"))).join("");
}
