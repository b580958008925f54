import { expect, test } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import type { TemplateSource } from "#shared/ports/renderer.ts";
import { compiled, faultsOf, LAW } from "../content.ts";

const mjml = (column: string) =>
  `<mjml><mj-body><mj-section><mj-column>\n${column}\n</mj-column></mj-section></mj-body></mjml>`;

test("HTML is kept as it is when it names the sender's address and the way out", async () => {
  const html = `<!doctype html><body><p>Hi {{ contact.name }}</p>${LAW}</body>`;
  expect((await compiled({ html })).html).toBe(html);
});

test("line ends become LF in every part", async () => {
  const template = await compiled({ html: `a\r\nb\rc${LAW}`, text: `a\r\n${LAW}` });
  expect(template.html + template.text).not.toContain("\r");
});

test("the hash tells contents apart, and is the same for the same content", async () => {
  const [one, same, other] = await Promise.all(["a", "a", "b"].map((html) => compiled({ html })));
  expect(one!.hash).toMatch(/^[\w-]{43}$/);
  expect(same!.hash).toBe(one!.hash);
  expect(other!.hash).not.toBe(one!.hash);
});

test("variables are the full paths that any part reads, without loop variables and own links", async () => {
  const { variables } = await compiled({
    subject: "{{ event.order_id }}",
    html: `{% for item in data.items %}{{ item.name }}{% endfor %}
      {% assign half = contact.age | divided_by: 2 %}{{ half }} <a href="{{ contact.url }}">x</a>${LAW}`,
  });
  expect(variables).toEqual(
    "contact.age contact.url data.items event.order_id postal_address unsubscribe_url".split(" "),
  );
});

test.each<[string, unknown, string]>([
  ["without markup", { subject: "a" }, ""],
  ["with two markups", { subject: "a", html: "a", mjml: mjml("") }, ""],
  ["without a subject", { html: "a" }, "/subject"],
  ["with a part that is no text", { subject: "a", html: 7 }, "/html"],
  ["with a NUL character in its subject", { subject: "a\0", html: "a" }, "/subject"],
  ["with a NUL character in its HTML", { subject: "a", html: "a\0" }, "/html"],
  ["with a NUL character in its MJML", { subject: "a", mjml: mjml("\0") }, "/mjml"],
  ["with a NUL character in its text", { subject: "a", html: "a", text: "\0" }, "/text"],
  ["with a part that is too long", { subject: "a", html: "é".repeat(102_401) }, "/html"],
])("a source %s is refused", async (_, source, path) => {
  const result = await compile(source as TemplateSource);
  expect(result).toMatchObject({ ok: false, faults: [{ path }] });
});

test("Liquid faults of all parts are named at once, each with its place", async () => {
  const faults = await faultsOf({
    subject: "{{ a | nope }}",
    html: "<p>\n  {% if x %}</p>",
    text: "{{ b",
  });
  expect(faults).toEqual([
    { path: "/html", message: "Liquid: tag {% if x %} not closed (line 2, column 3)" },
    { path: "/subject", message: "Liquid: undefined filter: nope (line 1, column 1)" },
    { path: "/text", message: 'Liquid: output "{{ b" not closed (line 1, column 1)' },
  ]);
});

test.each([
  "{% include 'x' %}",
  "{% render 'x' %}",
  "{% layout '/etc/passwd' %}",
  "{% block a %}{% endblock %}",
  "{{ data.items | where_exp: 'item', contact.expression }}",
  "{{ link_0 }}",
  "{% if a %}".repeat(9000) + "{% endif %}".repeat(9000),
])("the template %.40s is refused", async (html) => {
  expect(await faultsOf({ html })).toMatchObject([{ path: "/html" }]);
});

test.each([
  ["{{ contact.name | append }}", "append takes 1 value"],
  ["{{ contact.name | prepend: 'a', contact.name }}", "prepend takes 1 value"],
  ["{{ a | default: allow_false: true, 'b' }}", "default takes 0 to 1 values"],
  ["{{ a | times }}", "times takes 1 value"],
  ["{{ a | floor: 2 }}", "floor takes 0 values"],
  ["{{ a | divided_by: 0 }}", "divided by 0"],
  ["{{ a | modulo: 'none' }}", "divided by 0"],
  ["{{ 'hello' | base64_decode }}", "invalid base64 provided to base64_decode"],
  ["{{ '%' | url_decode }}", "URI malformed"],
  [
    "{{ contact.born | date: '%Y', 'Europe/Berlim' }}",
    "Invalid time zone specified: Europe/Berlim",
  ],
  ["{{ contact.born | date: '%1000000000Y' }}", "memory alloc limit exceeded"],
  ["{{ data.items | where: '[' }}", "[ not closed"],
  ["{% assign b = '%' | url_decode %}", "URI malformed"],
  ["{% if a %}{% for b in c %}{{ b | append }}{% endfor %}{% endif %}", "append takes 1 value"],
  ["{% liquid\n echo 'a' | append\n%}", "append takes 1 value"],
])("%s would fail in every mail, and is refused", async (source, message) => {
  const markup = `<p>\n${source}</p>`;
  const named = expect.stringMatching(
    new RegExp(`^Liquid: ${RegExp.escape(message)}.* \\(line \\d+, column \\d+\\)$`),
  );
  expect(await faultsOf({ subject: source, html: markup, text: source })).toEqual(
    ["/html", "/subject", "/text"].map((path) => ({ path, message: named })),
  );
});

test.each([
  "{{ contact.code | base64_decode }}",
  "{{ contact.url | url_decode }}",
  "{{ contact.born | date: '%Y', contact.zone }}",
  "{{ data.items | where: contact.key }}",
  "{{ contact.name | default: false, allow_false: true }}",
  "{{ contact.name | default }}",
])("%s can be filled, and is saved", async (html) => {
  expect((await compiled({ html })).html).toContain(html);
});

test("MJML faults are named with their lines, which Liquid over two lines does not shift", async () => {
  const faults = await faultsOf({
    mjml: mjml(`<mj-text>{{ "a\nb" }}</mj-text>\n<mj-tabel/>\n<mj-text colour="red">a</mj-text>`),
  });
  expect(faults).toEqual([
    { path: "/mjml", message: "line 4: Element mj-tabel doesn't exist or is not registered" },
    { path: "/mjml", message: "line 5: Attribute colour is illegal" },
  ]);
});

test.each([
  ["no MJML", "hello"],
  ["an include", mjml(`<mj-include path="/etc/passwd"/>`)],
  ["Liquid in a measure", mjml(`<mj-text padding="{{ x }}">a</mj-text>`)],
])("MJML with %s is refused", async (_, source) => {
  expect(await faultsOf({ mjml: source })).toMatchObject([{ path: "/mjml" }]);
});

test("Liquid passes through MJML unharmed, wherever it stands", async () => {
  const pieces = [
    `{% for item in data.items %}`,
    `{{ item.n | append: "<b>" }}`,
    `{% if a < b and b > 2 %}`,
    `{% endif %}`,
    `{% endfor %}`,
    `{{ brand.color }}`,
    `{{ contact.photo | default: "https://i.example/a.png?x=1&y=2" }}`,
  ];
  const [each, value, when, end, done, color, photo] = pieces;
  const { html } = await compiled({
    mjml: mjml(`<mj-raw>${each}</mj-raw>
      <mj-text color="${color}">${when}${value}${end}</mj-text>
      ${done}
      <mj-image alt="a" src='${photo}'/>`),
  });
  for (const piece of pieces) expect(html).toContain(piece);
  expect(html).not.toMatch(/lqd|fonts\.google/);
});

test("MJML that mrml cannot do falls back to mjml", async () => {
  const { html } = await compiled({
    mjml: `<mjml><mj-head><mj-style inline="inline">.a { color: red }</mj-style></mj-head><mj-body>
      <mj-section><mj-column><mj-text><p class="a">{{ x }}</p></mj-text></mj-column></mj-section></mj-body></mjml>`,
  });
  expect(html).toMatch(/<p class="a" style="color: red;?">\{\{ x \}\}/);
});

test("compiled HTML over its limit is refused", async () => {
  const row = `<mj-text>x</mj-text>`;
  expect(await faultsOf({ mjml: mjml(row.repeat(1500)) })).toMatchObject([{ path: "/mjml" }]);
});

test("so is what is far over it, before a place for the footer is looked for", async () => {
  const section = "<mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section>";
  const source = `<mjml><mj-body>${section.repeat(600)}</mj-body></mjml>`;
  const message = "may be at most 307200 bytes of HTML";
  expect(await faultsOf({ mjml: source })).toEqual([{ path: "/mjml", message }]);
});

test.each([
  "<mj-head><mj-preview>{% if a %}</mj-preview><mj-title>{% endif %}x</mj-title></mj-head><mj-body></mj-body>",
  "<mj-body><mj-raw>{% if a %}</mj-raw></mj-body><mj-head><mj-title>{% endif %}x</mj-title></mj-head>",
])("blocks whose ends MJML puts before their beginnings are refused: %s", async (source) => {
  const fault = { path: "/mjml", message: expect.stringContaining('tag "endif" not found') };
  expect(await faultsOf({ mjml: `<mjml>${source}</mjml>` })).toEqual([fault]);
});
