import fc from "fast-check";
import { expect, test } from "vitest";
import { compose, readComposed } from "#shared/content/mime/index.ts";

const head = {
  messageId: "c_1",
  from: { name: "Shop", email: "shop@example.com" },
  to: { email: "ada@example.com" },
  date: 0,
  class: "marketing" as const,
  unsubscribeUrl: "https://mail.example.com/u/x",
};

test("what compose wrote is read back, whatever its parts hold", () => {
  const part = fc.string({ unit: "binary", maxLength: 300 });
  fc.assert(
    fc.property(part, part, (html, text) => {
      const read = readComposed(compose({ ...head, subject: "S", html, text }));
      const ends = (one: string) => one.toWellFormed().replaceAll(/\r\n|\r/g, "\n");
      expect(read.html).toBe(ends(html));
      expect(read.text).toBe(ends(text));
    }),
    { numRuns: 300, seed: 20 },
  );
});

test("long headers are unfolded", () => {
  const subject = "word ".repeat(40).trim();
  const { headers } = readComposed(compose({ ...head, subject, html: "h", text: "t" }));
  expect(headers).toContainEqual({ name: "Subject", value: subject });
});
