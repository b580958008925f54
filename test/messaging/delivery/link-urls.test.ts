import { expect, test } from "vitest";
import { linkKey } from "#shared/content/link-tokens/index.ts";
import { linkUrls, MAX_LOOP_LINKS } from "#shared/messaging/delivery/link-urls.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";

const site = { publicUrl: "https://m.example", key: linkKey(new Uint8Array(32)) };
const template = (inPlaceLinks?: number): CompiledTemplate => ({
  ...{ hash: "h", subject: "", html: "", text: "", variables: [] },
  links: [{ url: "https://a.example/" }, { liquid: "{{ x }}" }],
  ...(inPlaceLinks !== undefined && { inPlaceLinks }),
});
const count = (given: CompiledTemplate, data: object) =>
  new Set(linkUrls(site, "c_1_2_3", given, data)).size;

test("a mail is signed an address for each link, and as many more as its loops may need", () => {
  const lists = { a: [1, [2, 3]], b: { c: [{ d: ["x"] }] }, e: "no list", f: null };
  expect(count(template(), lists)).toBe(2);
  expect(count(template(1), {})).toBe(2 + 8);
  expect(count(template(1), lists)).toBe(2 + 8 + 6);
  expect(count(template(3), lists)).toBe(2 + 3 * (8 + 6));
});

test("however long the lists, a mail is signed no more than a hundred addresses for them", () => {
  const long = { a: Array.from({ length: 30_000 }, () => [1, 2, 3]) };
  expect(count(template(5), long)).toBe(2 + MAX_LOOP_LINKS);
});
