import fc from "fast-check";
import { DomUtils, parseDocument } from "htmlparser2";

import { expect, test } from "vitest";
import { compiled, LAW } from "../content.ts";

const inBody = (markup: string, head = "") => `<mjml>${head}<mj-body>${markup}</mj-body></mjml>`;
const inColumn = (markup: string, head?: string) =>
  inBody(`<mj-section><mj-column>${markup}</mj-column></mj-section>`, head);

type Element = NonNullable<ReturnType<typeof DomUtils.findOne>>;
type Wanted = (element: Element) => boolean;
const named =
  (tag: string): Wanted =>
  (element) =>
    element.name === tag;
/** The element whose only content is this. */
const around =
  (text: string): Wanted =>
  (element) =>
    element.children.length === 1 &&
    element.firstChild?.type === "text" &&
    DomUtils.innerText(element) === text;

/** The attributes of the first such element of the compiled HTML, as a browser reads them. */
async function attributesOf(mjml: string, wanted: Wanted): Promise<Record<string, string>> {
  const { html } = await compiled({ mjml, text: LAW });
  return DomUtils.findOne(wanted, parseDocument(html).children)?.attribs ?? {};
}

const SIGNS = [
  ..."\n\t\"'&<>;=/\\` \u00a0\u200b\u200c\u200d\u2066\ufeff\u0905\u093f\u094d\u0bb8é🎉ab",
  ..."&amp; &quot; &nbsp; &lt;b&gt; \\n \\u{200d} color: red".split(" "),
];
const value = fc
  .array(fc.constantFrom(...SIGNS), { maxLength: 12 })
  .map((signs) => `x${signs.join("")}x`);
const QUOTES = ['"', "'"] as const;
/** The value as an author could write it in these quotes. */
const write = (text: string, quote: string) =>
  quote +
  text.replaceAll("&", "&amp;").replaceAll(quote, quote === '"' ? "&quot;" : "&#39;") +
  quote;

test("any value of an attribute reaches the HTML as it was, in MJML and in the HTML inside it", async () => {
  await fc.assert(
    fc.asyncProperty(value, fc.constantFrom(...QUOTES), async (text, quote) => {
      const written = write(text, quote);
      const { alt } = await attributesOf(
        inColumn(`<mj-image src="https://i.example/a.png" alt=${written} />`),
        named("img"),
      );
      expect(alt).toBe(text);
      const inside = await attributesOf(
        inColumn(`<mj-text>a <b title=${written} style=${written}>c</b></mj-text>`),
        named("b"),
      );
      expect(inside).toEqual({ title: text, style: text });
      const { style } = await attributesOf(
        inColumn(`<mj-text font-family=${written}>c</mj-text>`),
        around("c"),
      );
      expect(style).toContain(`font-family:${text};`);
    }),
    { numRuns: 40 },
  );
});

const image = `<mj-image src="https://i.example/a.png" alt="a"`;
const table = (attribute: string) =>
  inColumn(`<mj-table ${attribute}><tr><td>c</td></tr></mj-table>`);
const ofTable: Wanted = (element) => element.name === "table" && around("c")(firstCell(element));
const firstCell = (element: Element) => DomUtils.findOne(named("td"), element.children) ?? element;
const byDefault = (attributes: string) =>
  `<mj-head><mj-attributes><mj-body ${attributes} /></mj-attributes></mj-head>`;

/** The fast compiler loses each. */
test.each<[string, string, Wanted, string, string]>([
  ["sizes of a picture", inColumn(`${image} sizes="50vw" />`), named("img"), "sizes", "50vw"],
  [
    "one border of a picture",
    inColumn(`${image} border-top="1px solid red" />`),
    named("img"),
    "style",
    "border-top:1px solid red",
  ],
  [
    "title of a button",
    inColumn(`<mj-button href="https://a.example" title="t">b</mj-button>`),
    named("a"),
    "title",
    "t",
  ],
  [
    "letter spacing of a button",
    inColumn(`<mj-button href="https://a.example" letter-spacing="7px">b</mj-button>`),
    named("a"),
    "style",
    "letter-spacing:7px",
  ],
  ["border of a table", table(`border="1px solid red"`), ofTable, "style", "border:1px solid red"],
  ["cell spacing of a table", table(`cellspacing="3"`), ofTable, "cellspacing", "3"],
  ["role of a table", table(`role="presentation"`), ofTable, "role", "presentation"],
  ["width of a table", table(`width="70px"`), ofTable, "width", "70"],
  ["id of the body", `<mjml><mj-body id="i"></mj-body></mjml>`, named("body"), "id", "i"],
  [
    "body's colour by default",
    inColumn("", byDefault(`background-color="red"`)),
    named("body"),
    "style",
    "background-color:red",
  ],
  [
    "empty alt of a picture",
    inColumn(`<mj-image src="https://i.example/a.png" />`),
    named("img"),
    "alt",
    "",
  ],
  [
    "quotes in the HTML inside",
    inColumn(`<mj-text><img alt='The "big" sale'></mj-text>`),
    named("img"),
    "alt",
    'The "big" sale',
  ],
  [
    "line break in the HTML inside",
    inColumn(`<mj-text><b style="\n color: red">c</b></mj-text>`),
    named("b"),
    "style",
    "\n color: red",
  ],
])("the %s is in the HTML", async (_, mjml, wanted, name, value) => {
  expect((await attributesOf(mjml, wanted))[name]).toContain(value);
});

test("words between elements are kept, as Liquid is", async () => {
  const { html } = await compiled({
    mjml: inBody(
      `{% if a %}<mj-section>so <mj-column>{{ b }} &amp; c<mj-text>d</mj-text></mj-column></mj-section>{% endif %}`,
    ),
  });
  expect(html).toMatch(/\{% if a %\}.*so .*\{\{ b \}\} &amp; c.*d.*\{% endif %\}/s);
});

test("a page of which one compiler loses something keeps its Liquid", async () => {
  const { html } = await compiled({
    mjml: inBody(
      `{% for i in data.list %}<mj-section>{% if i %}<mj-column><mj-image src="{{ i.url }}" /></mj-column>{% endif %}</mj-section>{% endfor %}`,
    ),
  });
  expect(html).toMatch(
    /\{% for.*\{% if.*<img\s+alt="" src="\{\{ i.url \}\}".*\{% endif %\}.*\{% endfor/s,
  );
});
