import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText, compose } from "#shared/content/mime/index.ts";
import { Defect, InvalidInput } from "#shared/kernel/errors.ts";
import { runs } from "#test/support/long.ts";
import { ascii, expectLegal, headerOf, headersOf, MAIL, readTwice, trimEnd } from "./read-mail.ts";

const MARKETING =
  "From To Reply-To Subject Date Message-ID List-Unsubscribe List-Unsubscribe-Post Feedback-ID X-Dripstack-Message MIME-Version Content-Type";

/**
 * Text as hostile as data can be: any code unit, injections, words that look encoded, long unbroken
 * runs.
 */
const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.string({ maxLength: 60 }),
  fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.constantFrom(
    "=?UTF-8?B?aGk=?=",
    "\r\nBcc: eve@example.net",
    "\u2028To: eve@x.example",
    "\u202e",
  ),
  fc.constantFrom(
    '", <eve@x.example>',
    "👩‍👩‍👧‍👦",
    "\ud83d",
    "\udc69",
    "\\",
    '"',
    "a@b.example, c@d.example",
  ),
  fc.tuple(fc.constantFrom("x", "é", "🎉"), fc.nat(5_000)).map(([sign, n]) => sign.repeat(n)),
);
const hostile = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(" "));
const bodyPiece = fc.oneof(
  piece,
  fc.constantFrom(
    ".",
    "\n.\n",
    "\r",
    "\r\n",
    "\n",
    " \n",
    "\t\r\n",
    "From me",
    "\nFrom ",
    "=",
    "=\n",
    "\0\x7f",
    " ",
    "\t",
  ),
  fc.constantFrom("--=_c_0a1b_m8f3k2_9f8e7d6c", "\r\n--=_c_0a1b_m8f3k2_9f8e7d6c--\r\n"),
);
/** Not empty and not opened by a byte order mark: about those two the readers disagree. */
const body = fc.array(bodyPiece, { maxLength: 8 }).map((pieces) => `.${pieces.join("")}`);

test("two readers find in any mail what was put in, and its bytes keep every limit", async () => {
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      hostile,
      body,
      body,
      async (subject, from, to, text, html) => {
        const mail = { ...MAIL, subject, text, html, replyTo: "r@example.org" };
        const bytes = compose({
          ...mail,
          from: { name: from, email: MAIL.from.email },
          to: { name: to, email: MAIL.to.email },
        });
        expectLegal(bytes);
        expect(
          headersOf(bytes)
            .map(([name]) => name)
            .join(" "),
        ).toBe(MARKETING);
        for (const read of await readTwice(bytes)) {
          expect(read).toEqual({
            subject: cleanText(subject),
            from: [{ name: cleanText(from), address: MAIL.from.email }],
            to: [{ name: cleanText(to), address: MAIL.to.email }],
            text: trimEnd(text.toWellFormed()),
            html: trimEnd(html.toWellFormed()),
          });
        }
      },
    ),
    { numRuns: runs(200) },
  );
});

test("the same mail is the same bytes, whose headers are these", () => {
  const bytes = compose(MAIL);
  expect(compose({ ...MAIL })).toEqual(bytes);
  expect(Object.fromEntries(headersOf(bytes))).toEqual({
    From: "Dripstack News <news@mail.example.com>",
    To: "Ada Lovelace <ada@example.org>",
    Subject: "Welcome, Ada",
    Date: "Mon, 21 Sep 2026 14:13:20 +0000",
    "Message-ID": "<c_0a1b_m8f3k2_9f8e7d6c@mail.example.com>",
    "List-Unsubscribe": "<https://mail.example.com/u/abc.def.ghi>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Feedback-ID": "welcome:hello:marketing:dripstack",
    "X-Dripstack-Message": "c_0a1b_m8f3k2_9f8e7d6c",
    "MIME-Version": "1.0",
    "Content-Type": 'multipart/alternative; boundary="=_c_0a1b_m8f3k2_9f8e7d6c"',
  });
});

test("a transactional mail says that a machine wrote it, and offers no unsubscribing", () => {
  const names = headersOf(compose({ ...MAIL, class: "transactional", feedbackId: undefined }));
  expect(names.map(([name]) => name).join(" ")).toBe(
    "From To Subject Date Message-ID Auto-Submitted X-Dripstack-Message MIME-Version Content-Type",
  );
});

test("the plain text stands before the HTML, both quoted-printable", () => {
  const raw = ascii(compose({ ...MAIL, text: "1 = 1 \n.\nFrom here\u2028é\r" }));
  const heads = raw.match(/Content-T.*/g);
  expect(heads?.slice(1)).toEqual([
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "Content-Type: text/html; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
  ]);
  expect(raw).toContain("\r\n\r\n1 =3D 1=20\r\n=2E\r\n=46rom here=E2=80=A8=C3=A9\r\n\r\n--=_");
});

test("empty parts, and parts of escapes alone, are whole", async () => {
  for (const text of ["", "\0".repeat(5_000), "🎉".repeat(2_000), "\n".repeat(1_000)]) {
    const bytes = compose({ ...MAIL, text, html: text });
    expectLegal(bytes);
    for (const read of await readTwice(bytes)) {
      expect([read.text, read.html]).toEqual([trimEnd(text), trimEnd(text)]);
    }
  }
});

test.each([
  ["Ada Lovelace", "Ada Lovelace <ada@example.org>"],
  ["Lovelace, Ada", '"Lovelace, Ada" <ada@example.org>'],
  ['Ada "Q" \\', '"Ada \\"Q\\" \\\\" <ada@example.org>'],
  ["Jörg", "=?UTF-8?B?SsO2cmc=?= <ada@example.org>"],
  [" \r\n", "ada@example.org"],
])("the name %j is written as %s", (name, value) => {
  expect(headerOf(compose({ ...MAIL, to: { name, email: "ada@example.org" } }), "To")).toBe(value);
});

test("longest addresses and ids stay below 998 octets", () => {
  const domain = `${"d".repeat(63)}.${"e".repeat(63)}.${"f".repeat(63)}.${"g".repeat(54)}.example`;
  const mail = { ...MAIL, messageId: "m".repeat(80), unsubscribeUrl: `https://${"u".repeat(900)}` };
  const bytes = compose({
    ...mail,
    from: { name: "x".repeat(90), email: `${"a".repeat(4)}@${domain.slice(9)}` },
  });
  const lines = ascii(bytes).split("\r\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998);
  expect(lines.find((line) => line.startsWith("Content-Type"))).toMatch(/"=_m{60}"$/);
});

test("a mail whose address can't be mailed is refused", () => {
  const wrong = "ada@example.org, eve@example.net";
  for (const part of [
    { to: { email: wrong } },
    { from: { name: "", email: wrong } },
    { replyTo: wrong },
  ]) {
    expect(() => compose({ ...MAIL, ...part })).toThrow(InvalidInput);
  }
});

test.each([
  { messageId: "a b" },
  { messageId: "a\r\nBcc: eve@example.net" },
  { messageId: "" },
  { messageId: "m".repeat(81) },
  { date: Number.NaN },
  { date: -1 },
  { date: 253_402_300_800_000 },
  { unsubscribeUrl: "https://x.example/>\r\nBcc: eve@example.net" },
  { unsubscribeUrl: "https://x.example/>,<https://y.example/" },
  { unsubscribeUrl: "mailto:x@example.org" },
  { unsubscribeUrl: `https://${"x".repeat(1_000)}` },
  { feedbackId: "a:b:c" },
  { feedbackId: "a:b:c:d\r\nBcc: eve@example.net" },
])("our own malformed value %j is a defect", (part) => {
  expect(() => compose({ ...MAIL, ...part })).toThrow(Defect);
});
