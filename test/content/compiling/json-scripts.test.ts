import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { render } from "#shared/content/rendering/index.ts";
import { runs } from "#test/support/long.ts";
import { compiled, faultsOf, LAW, partsOf, requestFor } from "../content.ts";

/** The texts of the scripts in a page, as a parser that knows HTML reads them. */
function scriptsOf(html: string): string[] {
  const scripts: string[] = [];
  let isInside = false;
  const parser = new Parser({
    onopentag: (name) => {
      isInside = name === "script";
      if (isInside) scripts.push("");
    },
    onclosetag: () => {
      isInside = false;
    },
    ontext: (text) => {
      if (isInside) scripts.push(scripts.pop() + text);
    },
  });
  parser.end(html);
  return scripts;
}

const ORDER = `<script data-a="1" type='application/ld+json'>
{ "@type": "Order", "name": "{{ contact.name }}", "greeting": "Dear {{- contact.name | upcase -}}",
  "all": {{ contact | json }}, "list": {% echo list | json %}, "none": {{ gone | json }}, "price": {{ n }},
  "items": [{% for one in list %}"{{ one }}"{% unless forloop.last %}, {% endunless %}{% endfor %}], "given": {{ given | raw }} }
</script>`;
const HTML = `<p title="{{ contact.name }}">{{ contact.name }}</p>${ORDER}${LAW}`;
const MJML = `<mjml><mj-body><mj-raw>${ORDER}</mj-raw><mj-section><mj-column><mj-text>{{ contact.name }}</mj-text>
  </mj-column></mj-section></mj-body></mjml>`;

const hostile = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ..."</script>,</SCRIPT ,<!--,<script>,&amp;,&,\",',\\,\n,\u2028,\ud83d,{{,}},]]>".split(
          ",",
        ),
      ),
      { maxLength: 6 },
    )
    .map((pieces) => pieces.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
);

test.each([
  ["HTML", { html: HTML }],
  ["MJML", { mjml: MJML }],
])("what is printed in a JSON script of %s is JSON, whatever it is", async (_, source) => {
  const template = await compiled(source);
  await fc.assert(
    fc.asyncProperty(hostile, fc.array(hostile, { maxLength: 3 }), async (name, list) => {
      const data = { contact: { name }, list, n: 19.9, given: JSON.stringify([name]) };
      const [result] = await render([requestFor(template, { data })]);
      if (!result!.ok) throw new Error(result!.reason);
      const { html } = await partsOf(result!.mail);
      const scripts = scriptsOf(html);
      expect(scripts).toHaveLength(1);
      const well = (text: string) => text.toWellFormed();
      const read = JSON.parse(scripts[0]!, (_key, value) =>
        typeof value === "string" ? well(value) : value,
      );
      expect(read).toEqual({
        "@type": "Order",
        name: well(name),
        greeting: `Dear${well(name.toUpperCase())}`,
        all: { name: well(name) },
        list: list.map(well),
        none: null,
        price: 19.9,
        items: list.map(well),
        given: [well(name)],
      });
      expect(scripts[0]).not.toMatch(/&|<|>/);
    }),
    { numRuns: runs(200) },
  );
});

test("an ampersand stays one", async () => {
  const script = (type: string) => `<script type="${type}">"{{ contact.name }}"</script>`;
  const types = ["application/ld+json", "application/json"];
  const template = await compiled({ html: types.map(script).join("") });
  const data = { contact: { name: `Tom & "Jerry"` } };
  const [result] = await render([requestFor(template, { data })]);
  if (!result!.ok) throw new Error(result!.reason);
  const { html } = await partsOf(result!.mail);
  const json = String.raw`"Tom \u0026 \u0022Jerry\u0022"`;
  expect(scriptsOf(html)).toEqual([json, json]);
});

test.each([`{% cycle contact.name, 'b' %}`, `{% liquid\n echo contact.name\n%}`])(
  "%s is refused in a JSON script",
  async (tag) => {
    const html = `<script type="application/ld+json">["${tag}"]</script>`;
    expect(await faultsOf({ html })).toEqual([
      { path: "/html", message: expect.stringContaining("write {{ … }} in a JSON script") },
    ]);
  },
);

test.each(["json_text", "json_value"])("an author may not write the filter %s", async (name) => {
  const html = `<b title="{{ a | ${name} }}">x</b>`;
  expect(await faultsOf({ html })).toEqual([
    { path: "/html", message: `${name} is a name that compiled templates use` },
  ]);
});

const CAPTURE = "{% capture name %}{{ contact.name }}{% endcapture %}";
const script = (inside: string) => `<script type="application/ld+json">${inside}</script>`;

test.each([
  ["in a JSON script", script(`${CAPTURE}{"name":"{{ name }}"}`)],
  ["around one", `{% capture all %}${script('"{{ contact.name }}"')}{% endcapture %}{{ all }}`],
])("a capture %s asks for a text part, or a place before the script", async (_, html) => {
  expect(await faultsOf({ html: html + LAW })).toEqual([
    { path: "/text", message: expect.stringContaining("move {% capture %} before the <script>") },
  ]);
  await compiled({ html: html + LAW, text: LAW.replaceAll(/<[^>]*>/g, "{{ unsubscribe_url }}") });
  await compiled({ html: `${CAPTURE}${script('{"name":"{{ name }}"}')}${LAW}` });
});
