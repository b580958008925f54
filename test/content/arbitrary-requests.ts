import fc from "fast-check";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import { requestFor } from "./content.ts";

let made = 0;
export const templateOf = (parts: Partial<CompiledTemplate>): CompiledTemplate => ({
  hash: `plain-${made++}`,
  subject: "s",
  html: "h",
  text: "t",
  links: [{ url: "https://a.example/x?y=1&z=2" }, { liquid: "{{ contact.url }}" }],
  variables: [],
  ...parts,
});

const SIGNS =
  "\n,\n\n, ,\t,.,=,\0,\u0085,\u2028,é,🎉,<b>,&amp;,\",',From ,Fr, \n,\t\n,=\n,\n.\n,\nFrom me,</body>";
const LONG = ["x".repeat(75), "y".repeat(76), `${"z".repeat(75)}.`, `${"z".repeat(75)}From `];
/**
 * What stands for itself wherever it is put, and what may mean something else beside its
 * neighbours.
 */
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

const TAGS = [
  ["{% if contact.name %}", "{% else %}{{ contact.other }}{% endif %}"],
  ["{% unless contact.name == 'Ada' %}", "{% endunless %}"],
  ["{% case contact.name %}{% when 'Ada' %}", "{% else %}{{ contact.a.name }}{% endcase %}"],
  ["{% for name in list %}{{ name }}{{ forloop.index }}{{ name.b }}", "{% else %}-{% endfor %}"],
  ["{% for contact in contact %}{{ contact }}{{ contact[0] }}", "{% endfor %}"],
  ["{% tablerow name in list %}{% assign f = tablerowloop %}{{ f.col }}", "{% endtablerow %}"],
  ["{% assign contact = 'x' %}", "{{ contact }}{{ contact.name }}"],
  ["{% capture c %}", "{% endcapture %}{{ c }}{{ c | upcase }}"],
  ["{% increment n %}{{ n }}", "{% cycle contact.name, 'b' %}{% echo contact.name %}"],
] as const;
const tagged = (inner: fc.Arbitrary<string>) =>
  fc.tuple(fc.constantFrom(...TAGS), inner).map(([[start, end], part]) => start + part + end);

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
        list: ["<a>", null, 3, { b: "b" }, ["c", ["d"]]],
        constructor: "c",
      };
      return requestFor(templateOf(parts), { data, linkUrls: ["https://t.example/0"], openUrl });
    });

/** Mails of templates without tags over scalars alone. */
export const tameRequest = requestOf(partOf(tame, output), anyValue(tame));

/** Mails of anything that may be in a template, over anything that may be in the data. */
export const anyRequest = requestOf(
  partOf(
    fc.oneof(tame, tame, tame, wild),
    fc.oneof(output, output, otherOutput, tagged(partOf(tame, fc.oneof(output, otherOutput)))),
  ),
  fc.oneof(anyValue(tame), anyValue(fc.oneof(tame, wild)), list),
);
