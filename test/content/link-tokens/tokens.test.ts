import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type LinkKind, linkKey, readToken } from "#shared/content/link-tokens/index.ts";
import { macUnder } from "#shared/content/link-tokens/mac.ts";
import { signToken } from "#shared/content/link-tokens/tokens.ts";
import { Defect } from "#shared/kernel/errors.ts";

const KEY = linkKey(new Uint8Array(32).fill(1));
const NEXT = linkKey(new Uint8Array(32).fill(2));
const KINDS: LinkKind[] = ["c", "o", "u", "p", "k"];

test("a token gives its payload back, with any of the keys, for its own kind alone", () => {
  const payload = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(
      payload,
      fc.constantFrom(...KINDS),
      fc.constantFrom(KEY, NEXT),
      (text, kind, key) => {
        const token = signToken(key, kind, text);
        expect(token).toMatch(/^[\w-]{8}\.[\w-]*\.[\w-]{22}$/);
        for (const other of KINDS) {
          expect(readToken([KEY, NEXT], other, token)).toBe(other === kind ? text : undefined);
        }
      },
    ),
  );
});

test("any changed, missing or added character is refused", () => {
  const token = signToken(KEY, "u", "someone");
  const signs = [..."ABab01-_.=+/ \n\0é\u0141"];
  for (let i = 0; i <= token.length; i++) {
    for (const sign of signs.filter((one) => one !== token[i])) {
      expect(readToken([KEY], "u", token.slice(0, i) + sign + token.slice(i + 1))).toBeUndefined();
      expect(readToken([KEY], "u", token.slice(0, i) + sign + token.slice(i))).toBeUndefined();
    }
    if (i < token.length) {
      expect(readToken([KEY], "u", token.slice(0, i) + token.slice(i + 1))).toBeUndefined();
    }
  }
});

test("any bit of any character is guarded, spare bits of base64url too", () => {
  const token = signToken(KEY, "c", "ab");
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (let i = 0; i < token.length; i++) {
    const others = [...alphabet].filter((sign) => sign !== token[i]);
    const read = others.map((sign) =>
      readToken([KEY], "c", token.slice(0, i) + sign + token.slice(i + 1)),
    );
    expect(new Set(read)).toEqual(new Set([undefined]));
  }
});

/** The format written anew: links sent today must be read for ever. */
function tokenOf(payload: string) {
  const hmac = (key: Uint8Array, data: string) => createHmac("sha256", key).update(data).digest();
  const key = hmac(new Uint8Array(32).fill(1), "dripstack link mac");
  const encoded = Buffer.from(payload).toString("base64url");
  const mac = hmac(key, `u.${encoded}`).subarray(0, 16).toString("base64url");
  return `${KEY.id}.${encoded}.${mac}`;
}

test("the mac is 128 bits of HMAC-SHA256 over kind and payload, under a derived key", () => {
  const payload = fc.string({ unit: "grapheme", maxLength: 200 });
  fc.assert(
    fc.property(payload, (text) => {
      expect(signToken(KEY, "u", text)).toBe(tokenOf(text));
    }),
  );
  for (let length = 0; length < 200; length++) {
    expect(signToken(KEY, "u", "x".repeat(length))).toBe(tokenOf("x".repeat(length)));
  }
});

test("another key, no key and a token over 2,000 characters are refused", () => {
  const token = signToken(KEY, "u", "x");
  expect(readToken([NEXT], "u", token)).toBeUndefined();
  expect(readToken([], "u", token)).toBeUndefined();
  expect(readToken([KEY], "u", tokenOf("x".repeat(1_475)))).toBe("x".repeat(1_475));
  expect(readToken([KEY], "u", tokenOf("x".repeat(1_477)))).toBeUndefined();
  expect(() => signToken(KEY, "u", "x".repeat(1_477))).toThrow(Defect);
});

test("a key's id comes from its secret, and a short secret is a defect", () => {
  expect(linkKey(new Uint8Array(32).fill(1)).id).toBe(KEY.id);
  expect(NEXT.id).not.toBe(KEY.id);
  expect(() => linkKey(new Uint8Array(31))).toThrow(Defect);
});

test("a mac refuses what it could not cover", () => {
  expect(() => macUnder(new Uint8Array(65))).toThrow(Defect);
  expect(() => macUnder(new Uint8Array(32))("x".repeat(4_097))).toThrow(Defect);
});
