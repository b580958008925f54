import { expect, test } from "vitest";
import {
  type ContactLink,
  clickUrl,
  linkKey,
  openUrl,
  parseClick,
  parseContactLink,
  parseOpen,
  preferencesUrl,
  readToken,
  unsubscribeUrl,
} from "#shared/content/link-tokens/index.ts";
import { clickPayload, contactPayload, openPayload } from "#shared/content/link-tokens/payloads.ts";
import { compose } from "#shared/content/mime/index.ts";
import { Defect } from "#shared/kernel/errors.ts";
import { headerOf, MAIL } from "../mime/read-mail.ts";

const ADDRESS = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYm_";
const PERSON: ContactLink = { contact: "c_0a1b", address: ADDRESS, topic: "product-news" };
const KEY = linkKey(new Uint8Array(32).fill(7));
const SITE = { publicUrl: "https://mail.example.com/base/", key: KEY };

test("payloads read back as what they were made of", () => {
  expect(parseClick(clickPayload("c_0a1b_m8_9f", 0))).toEqual({
    messageId: "c_0a1b_m8_9f",
    index: 0,
  });
  expect(parseClick(clickPayload("a", 9_999))).toEqual({ messageId: "a", index: 9_999 });
  expect(parseOpen(openPayload("c_0a1b_m8_9f"))).toBe("c_0a1b_m8_9f");
  expect(parseContactLink(contactPayload(PERSON))).toEqual(PERSON);
  const odd = { ...PERSON, contact: "jörg.example+1@x" };
  expect(parseContactLink(contactPayload(odd))).toEqual(odd);
});

test.each(["", "a", "a.", ".1", "a.01", "a.-1", "a.1.2", "a.10000", "a.1 ", "a b.1", "a.1\n"])(
  "%j is no click",
  (payload) => {
    expect(parseClick(payload)).toBeUndefined();
  },
);

test.each([
  "",
  "a.b.c",
  `${ADDRESS}.t.`,
  `${ADDRESS}..c`,
  `${ADDRESS}.t`,
  `${ADDRESS}.t.a/b`,
  `x${"y".repeat(90)}.t.c`,
])("%j is no person", (payload) => {
  expect(parseContactLink(payload)).toBeUndefined();
});

test("a payload that could not be read back is not made", () => {
  for (const index of [-1, 1.5, 10_000, Number.NaN])
    expect(() => clickPayload("a", index)).toThrow(Defect);
  expect(() => clickPayload("a.b", 1)).toThrow(Defect);
  expect(() => openPayload("")).toThrow(Defect);
  expect(parseOpen("a/b")).toBeUndefined();
  for (const part of [
    { topic: "a.b" },
    { address: "ada@example.org" },
    { contact: "" },
    { contact: "a\nb" },
  ]) {
    expect(() => contactPayload({ ...PERSON, ...part })).toThrow(Defect);
  }
});

test.each([
  ["c", clickUrl(SITE, "a_b", 3), "a_b.3"],
  ["o", openUrl(SITE, "a_b").replace(/\.gif$/, ""), "a_b"],
  ["u", unsubscribeUrl(SITE, PERSON), contactPayload(PERSON)],
  ["p", preferencesUrl(SITE, PERSON), contactPayload(PERSON)],
] as const)("the link /%s carries its payload signed", (kind, url, payload) => {
  const [, path, token = ""] =
    /^https:\/\/mail\.example\.com\/base\/(\w)\/([\w.-]+)$/.exec(url) ?? [];
  expect(path).toBe(kind);
  expect(readToken([KEY], kind, token)).toBe(payload);
});

test("the longest person link still fits the header", () => {
  const long = { contact: "é".repeat(200), address: ADDRESS, topic: "t".repeat(64) };
  const url = unsubscribeUrl({ ...SITE, publicUrl: `https://${"x".repeat(60)}.example` }, long);
  expect(headerOf(compose({ ...MAIL, unsubscribeUrl: url }), "List-Unsubscribe")).toBe(`<${url}>`);
});
