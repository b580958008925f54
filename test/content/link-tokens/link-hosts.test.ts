import fc from "fast-check";
import { expect, test } from "vitest";
import { isHostAllowed, parseLinkHost, parseWebUrl } from "#shared/content/link-tokens/index.ts";
import { anyAddress } from "../../audience/addresses/arbitrary-address.ts";

const LIST = [
  "shop.example",
  "*.shop.example",
  "xn--bcher-kva.example",
  "localhost:3000",
  "127.0.0.1",
];

/** Ways to write an address, and the host that a browser would ask; undefined where we ask none. */
const SPELLINGS: [string, string | undefined][] = [
  ["https://shop.example/a", "shop.example"],
  ["HTTPS://SHOP.Example/a", "shop.example"],
  ["  https://shop.example\n", "shop.example"],
  ["ht\ntps://sh\top.example/a", "shop.example"],
  ["https:\\\\shop.example\\a", "shop.example"],
  ["https:shop.example", "shop.example"],
  ["https:///shop.example", "shop.example"],
  ["https://shop.example:443/", "shop.example"],
  ["http://shop.example:80/", "shop.example"],
  ["http://shop.example:443/", "shop.example:443"],
  ["https://shop.example:8443/", "shop.example:8443"],
  ["https://shop.example./", "shop.example."],
  ["https://bücher.example/", "xn--bcher-kva.example"],
  ["https://ｓｈｏｐ.example/", "shop.example"],
  ["https://sh%6Fp.example/", "shop.example"],
  ["https://shop。example/", "shop.example"],
  ["http://0x7f.1/", "127.0.0.1"],
  ["https://evil.example\\@shop.example/", "evil.example"],
  ["https://evil.example#@shop.example/", "evil.example"],
  ["https://evil.example?@shop.example/", "evil.example"],
  ["https://shop.example.evil.example/", "shop.example.evil.example"],
  ["https://evilshop.example/", "evilshop.example"],
  ["https://a.b.shop.example/", "a.b.shop.example"],
  ["https://shop.example@evil.example/", undefined],
  ["https://user:pw@shop.example/", undefined],
  ["https://user@shop.example/", undefined],
  ["https://:pw@shop.example/", undefined],
  ["https://shop.example%2F@evil.example/", undefined],
  ["//shop.example/", undefined],
  ["/\\shop.example/", undefined],
  ["shop.example", undefined],
  ["https://", undefined],
  ["https://sh op.example", undefined],
  ["javascript://shop.example/%0aalert(1)", undefined],
  ["java\tscript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["ftp://shop.example/", undefined],
  ["blob:https://shop.example/x", undefined],
  ["view-source:https://shop.example/", undefined],
  ["", undefined],
];
const ALLOWED = new Set([...LIST.filter((host) => !host.startsWith("*")), "a.b.shop.example"]);

test.each(SPELLINGS)(
  "%j leads to the host %s, and is tracked only where that is allowed",
  (text, host) => {
    const url = parseWebUrl(text);
    expect(url?.host).toBe(host);
    if (url) expect(isHostAllowed(url, LIST)).toBe(ALLOWED.has(host!));
  },
);

test.each([
  ["Shop.Example", "shop.example"],
  ["*.Example.com", "*.example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["*.bücher.example", "*.xn--bcher-kva.example"],
  ["localhost:3000", "localhost:3000"],
  ["shop.example:443", "shop.example"],
  ["[::1]:8080", "[::1]:8080"],
])("the host %s is kept as %s", (text, host) => {
  expect(parseLinkHost(text)).toBe(host);
});

test.each([
  "",
  "*",
  "*.",
  "*.com",
  "*.*.example.com",
  "a.*.example.com",
  "*.1.2.3.4",
  "*.example.com:3000",
  "https://shop.example",
  "shop.example/",
  "shop.example?",
  "user@shop.example",
  "shop.example.",
  " shop.example",
  "shop\n.example",
  "shop.example\\",
  "a b",
  `${"a".repeat(260)}.example`,
])("%j is no host of links", (text) => {
  expect(parseLinkHost(text)).toBeUndefined();
});

test("whatever an address is made of, what passes leads to an allowed host by the web's own reading", () => {
  let passed = 0;
  fc.assert(
    fc.property(anyAddress, (written) => {
      const url = parseWebUrl(written);
      if (!url || !isHostAllowed(url, LIST)) return;
      passed += 1;
      // What is kept and put into `Location` is `href`: read again, by itself and from any page, it
      // is the same.
      for (const base of [undefined, "https://mail.example/c/x", "http://evil.example/"]) {
        const read = new URL(url.href, base);
        expect([read.protocol, read.username, read.password]).toEqual([url.protocol, "", ""]);
        expect(
          read.hostname === "shop.example" ||
            read.hostname.endsWith(".shop.example") ||
            ALLOWED.has(read.host),
        ).toBe(true);
        expect(read.href).toBe(url.href);
      }
      expect(url.href).toMatch(/^https?:\/\/[\x21-\x7e]*$/);
    }),
    { numRuns: 2_000 },
  );
  expect(passed).toBeGreaterThan(100);
});
