import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalAddress, parseAddress } from "#shared/audience/addresses/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

test.each([
  ["ada@example.com", "ada@example.com"],
  ["Ada.Lovelace+news@Example.COM", "Ada.Lovelace+news@example.com"],
  ["!#$%&'*+-/=?^_`{|}~@x.example", "!#$%&'*+-/=?^_`{|}~@x.example"],
  ["j@münchen.example", "j@xn--mnchen-3ya.example"],
  ["j@MÜNCHEN.example", "j@xn--mnchen-3ya.example"],
  ["j@XN--MNCHEN-3YA.example", "j@xn--mnchen-3ya.example"],
  ["j@straße.example", "j@xn--strae-oqa.example"],
  ["j@例え。テスト", "j@xn--r8jz45g.xn--zckzah"],
])("%s is mailed as %s", (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test.each([
  ["what has no two sides", ["", "ada", "@x.example", "ada@", "@"]],
  ["two @", ["a@b@c.example", "a@@x.example", "a@u@x.example"]],
  ["a list", ["a@x.example, b@y.example", "a@x.example;b@y.example", "a@x.example b@y.example"]],
  ["a name", ['"a@x.example" <b@y.example>', "<b@y.example>", "Ada <b@y.example>"]],
  ["a group or a scheme", ["g:a@x.example;", "g:a@b;", "mailto:a@x.example"]],
  ["a route", ["@r.example:a@x.example", "<@r.example:a@x.example>"]],
  ["a comment", ["a(comment)@x.example", "a@x.example(comment)", "a@(comment)x.example"]],
  ["a quoted local part", ['"a b"@x.example', '"a"@x.example', "a\\@b@x.example"]],
  [
    "a stray dot",
    [".a@x.example", "a.@x.example", "a..b@x.example", "a@x.example.", "a@.x.example"],
  ],
  [
    "no host name",
    ["a@x..example", "a@localhost", "a@-x.example", "a@x-.example", "a@x_y.example"],
  ],
  ["an IP address", ["a@127.0.0.1", "a@[127.0.0.1]", "a@0x7f.1", "a@[IPv6:::1]", "a@１２７.0.0.1"]],
  ["the rest of a URL", ["a@x%2ey.example", "a@x.example:25", "a@x.example/y", "a@ü.example/y"]],
  [
    "a line end",
    ["a@x.example\r\n", "a@ü.example\r\n", "a@x.example\nBcc: b@y.example", "a\r@x.example"],
  ],
  ["white space or a control", ["a b@x.example", "a\0@x.example", "a@x.exam\tple", " a@x.example"]],
  ["no IDN", ["a@ü.xn--a.example", "a@x\u202e.example", "a@\ud800.example", "a@℀.example"]],
  ["a long local part", [`${"a".repeat(65)}@x.example`]],
  ["a long label", [`a@${"b".repeat(64)}.example`]],
  [
    "a long address",
    [
      `a@x${"\u00ad".repeat(300)}.example`,
      `a@${"b.".repeat(124)}example`,
      `${"a".repeat(10)}@${"b.".repeat(119)}example`,
    ],
  ],
  [
    "what is too long in ASCII",
    [
      `a@${"üüüüüüüüüü.".repeat(20)}example`,
      `${"a".repeat(64)}@${"üüüüüüüüüü.".repeat(14)}example`,
    ],
  ],
])("an address is refused for %s", (_, texts) => {
  for (const text of texts) expect(() => parseAddress(text), text).toThrow(InvalidInput);
});

test("the longest local part, label and address are accepted", () => {
  const labels = `${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(53)}.example`;
  const longest = `${"a".repeat(64)}@${labels}`;
  expect(longest.length).toBe(254);
  expect(parseAddress(longest)).toBe(longest);
});

test("a local part outside ASCII is refused with the reason", () => {
  expect(() => parseAddress("jörg@münchen.example")).toThrow(
    /before the @.*outside ASCII.*SMTPUTF8/,
  );
});

test("a refusal does not repeat the address", () => {
  expect(() => parseAddress("secret person@x.example")).toThrow(/^(?!.*secret)/);
});

test("addresses that differ by case, or by the spelling of the domain, are one", () => {
  expect(canonicalAddress("Ada@MÜNCHEN.example")).toBe("ada@xn--mnchen-3ya.example");
  expect(canonicalAddress("Ada@MÜNCHEN.example")).toBe(
    canonicalAddress("aDA@xn--mnchen-3ya.EXAMPLE"),
  );
});

test("whatever is accepted is one short ASCII addr-spec, and is accepted again as itself", () => {
  const domain = fc.oneof(
    fc.domain(),
    fc.string({ unit: "binary", maxLength: 12 }).map((x) => `${x}.example`),
  );
  const address = fc.tuple(fc.oneof(fc.string({ maxLength: 8 }), fc.constant("ada")), domain);
  fc.assert(
    fc.property(address, ([local, host]) => {
      let parsed = "";
      try {
        parsed = parseAddress(`${local}@${host}`);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInput);
        return;
      }
      expect(parsed).toMatch(/^[!-~]{1,64}@[a-z0-9.-]{3,253}$/);
      expect(parsed).not.toMatch(/[\s"(),:;<>[\\\]]/);
      expect(parseAddress(parsed)).toBe(parsed);
      expect(canonicalAddress(canonicalAddress(parsed))).toBe(canonicalAddress(parsed));
    }),
    { numRuns: 500 },
  );
});
