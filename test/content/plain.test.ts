import fc from "fast-check";
import { expect, test } from "vitest";
import { describeCause } from "#shared/content/describe-error.ts";
import { MAX_OUTPUT_BYTES } from "#shared/content/limits.ts";
import { prepareTemplate } from "#shared/content/prepare-template.ts";
import { renderLiquid } from "#shared/content/render-liquid.ts";
import { renderPlain } from "#shared/content/render-plain.ts";
import type { CompiledTemplate, Rendered, RenderRequest } from "#shared/ports/renderer.ts";
import { ascii, expectLegal, readTwice } from "#test/mail/read-mail.ts";
import { requestFor } from "./content.ts";

let made = 0;
const templateOf = (parts: Partial<CompiledTemplate>): CompiledTemplate => ({
  hash: `plain-${made++}`,
  subject: "s",
  html: "h",
  text: "t",
  links: [{ url: "https://a.example/x?y=1&z=2" }, { liquid: "{{ contact.url }}" }],
  variables: [],
  ...parts,
});

/** The same mail by both ways: the plain one is undefined where it leaves the mail to Liquid. */
function bothWays(request: RenderRequest) {
  const prepared = prepareTemplate(request.template);
  const by = <T>(render: (prepared: never, request: RenderRequest) => T) => {
    try {
      return { mail: render(prepared as never, request) };
    } catch (error) {
      return { reason: describeCause(error) };
    }
  };
  return { plain: by<Rendered | undefined>(renderPlain), liquid: by<Rendered>(renderLiquid) };
}

/** The octets of both parts, by RFC 2045 §6.7 alone. */
const partsOf = ({ raw }: Rendered) =>
  ascii(raw)
    .split(/\r\n--=_\S+\r\n/)
    .slice(1)
    .map((part) =>
      part
        .slice(part.indexOf("\r\n\r\n") + 4)
        .replaceAll("=\r\n", "")
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    );

async function expectTheSame(plain: Rendered, liquid: Rendered) {
  expect([plain.subject, plain.dynamicLinks]).toEqual([liquid.subject, liquid.dynamicLinks]);
  expect(partsOf(plain)).toEqual(partsOf(liquid));
  expect(await readTwice(plain.raw)).toEqual(await readTwice(liquid.raw));
  expectLegal(plain.raw);
  expect(ascii(plain.raw)).not.toContain("=\r\n\r\n--");
  expect(plain.raw.length).toBe(plain.raw.buffer.byteLength);
}

const SIGNS =
  "\n,\n\n, ,\t,.,=,\0,\u0085,\u2028,é,🎉,<b>,&amp;,\",',From ,Fr, \n,\t\n,=\n,\n.\n,\nFrom me,</body>";
const LONG = ["x".repeat(75), "y".repeat(76), `${"z".repeat(75)}.`, `${"z".repeat(75)}From `];
/** What stands for itself wherever it is put, and what may mean something else beside its neighbours. */
const tame = fc.oneof(
  fc.constantFrom(...SIGNS.split(","), ...LONG, "https://x.example/?a=1&b=2", "Ada"),
  fc.string({ maxLength: 90 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
);
const wild = fc.oneof(
  fc.constantFrom(
    "\r",
    "\r\n",
    "\t\r\n",
    "=\r\n",
    "\ud83d",
    "\udc69",
    "</bo",
    "dy>",
    "<",
    "\u061c",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const PATHS =
  "contact.name contact.other contact.a.name contact.gone.deeper gone unsubscribe_url link_0 link_1 link_7".split(
    " ",
  );
const OTHER_PATHS =
  "contact.name.length contact.size contact.first contact[0] constructor __proto__ contact 'literal' 5 true".split(
    " ",
  );
const FALLBACKS = ["", "", " | default: 'you & <me>\n'", " | default: 7", " | default: ''"];
const OTHER_FALLBACKS = [" | default: contact.other", " | default: false, allow_false: true"];
const FILTERS = ",,,| upcase,| downcase,| capitalize,| upcase | capitalize".split(",");
const OTHER_FILTERS = "| strip,| size,| escape,| raw,| escape | upcase,| append: 'x'".split(",");
const outputOf = (paths: string[], fallbacks: string[], filters: string[]) =>
  fc
    .tuple(
      ...[paths, fallbacks, filters, ["", " | escape"]].map((list) => fc.constantFrom(...list)),
    )
    .map(([path, fallback, filter, end]) => `{{ ${path}${fallback} ${filter}${end} }}`);
const output = outputOf(PATHS, FALLBACKS, FILTERS);
const otherOutput = outputOf(
  [...PATHS, ...OTHER_PATHS],
  [...FALLBACKS, ...OTHER_FALLBACKS],
  [...FILTERS, ...OTHER_FILTERS],
);

const partOf = (words: fc.Arbitrary<string>, outputs: fc.Arbitrary<string>) =>
  fc
    .array(
      fc.oneof(
        words.map((piece) => piece.replaceAll("{", "(").replaceAll("}", ")")),
        outputs,
        fc.constant("{{- contact.name -}}"),
      ),
      { maxLength: 8 },
    )
    .map((pieces) => pieces.join(""));
const anyValue = (words: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.array(words, { maxLength: 3 }).map((pieces) => pieces.join("")) },
    fc.constantFrom<unknown>(null, undefined, true, false, 0, -0, 1.5, 1e21, Number.NaN, ""),
  );
const list = fc.constantFrom<unknown>([], ["a", null, ["<b>"]], {}, { a: 1 }, { name: "n" });

const requestOf = (part: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc
    .record({
      parts: fc.record({ subject: part, html: part, text: part }),
      contact: fc.record({
        name: value,
        other: value,
        a: fc.record({ name: value }),
        url: fc.constantFrom("https://b.example", "https://c.example/?d=1&e=2", "nowhere"),
      }),
      openUrl: fc.constantFrom(undefined, "https://o.example/x.gif", 'https://o.example/"&.gif'),
    })
    .map(({ parts, contact, openUrl }) => {
      const data = {
        contact,
        unsubscribe_url: "https://u.example/?a=1&b=2",
        link_7: "own",
        constructor: "c",
      };
      return requestFor(templateOf(parts), { data, linkUrls: ["https://t.example/0"], openUrl });
    });

test.each([
  ["what stands for itself", requestOf(partOf(tame, output), anyValue(tame)), 400],
  [
    "anything at all",
    requestOf(
      partOf(fc.oneof(tame, tame, tame, wild), fc.oneof(output, output, otherOutput)),
      fc.oneof(anyValue(tame), anyValue(fc.oneof(tame, wild)), list),
    ),
    100,
  ],
])(
  "a template written once and filled with %s is, decoded, what Liquid makes of it",
  async (_, requests, atLeast) => {
    let plainMails = 0;
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { plain, liquid } = bothWays(request);
        if ("reason" in plain) expect(plain).toEqual(liquid);
        else if (plain.mail) {
          plainMails += 1;
          await expectTheSame(plain.mail, liquid.mail!);
        }
      }),
      { numRuns: 2_000 },
    );
    // Else the property would hold of nothing.
    expect(plainMails).toBeGreaterThan(atLeast);
  },
);

test("the limits of a part hold both ways, to the byte", () => {
  const template = templateOf({ html: "<p>{{ contact.name }}</p>", text: "." });
  for (const [sign, bytes] of [
    ["x", 1],
    ["=", 1],
    ["é", 2],
    ["🎉", 4],
  ] as const) {
    const fits = `${sign.repeat((MAX_OUTPUT_BYTES - 8) / bytes)}x`;
    for (const [name, ok] of [
      [fits, true],
      [`${fits}x`, false],
    ] as const) {
      const request = requestFor(template, { data: { contact: { name } } });
      const { plain, liquid } = bothWays(request);
      expect([plain.mail !== undefined, liquid.mail !== undefined]).toEqual([ok, ok]);
    }
  }
});

test.each([
  "{% if a %}b{% endif %}",
  "{{ a | date: '%Y' }}",
  "{{ a | raw }}",
  "{{ a | default: b }}",
  "{{ a[0] }}",
  "{{ a.size }}",
  "{{ 'a' }}",
  "</bo{{ a }}",
  "a\rb",
  "\ud83d",
  "{{ a }}".repeat(1_001),
])("%.30s is left to Liquid", (html) => {
  expect(prepareTemplate(templateOf({ html })).plain).toBeUndefined();
});

test.each([
  ["a list", [1]],
  ["an object", { b: 1 }],
  ["a CR", "b\r"],
  ["half a character", "\ud83d"],
])("a mail with %s in a value is left to Liquid", (_, a) => {
  const { plain } = bothWays(requestFor(templateOf({ html: "<p>{{ a }}</p>" }), { data: { a } }));
  expect(plain).toEqual({ mail: undefined });
});
