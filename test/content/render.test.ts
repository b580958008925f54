import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { render } from "#shared/content/rendering/index.ts";
import { runs } from "#test/support/long.ts";
import { compiled, faultsOf, LAW, partsOf, reasonOf, rendered, requestFor } from "./content.ts";

const NAMED = {
  subject: "Hi {{ contact.name }}",
  html: `<p title="{{ contact.name }}" lang='{{ contact.name }}'>{{ contact.name }}
    {{ contact.name | escape }}{{ contact.name | newline_to_br }}{% cycle contact.name %}{% echo contact.name %}
    {% capture c %}{{ contact.name }}{% endcapture %}{{ c }}
    <a href="https://a.example/?q={{ contact.name | url_encode }}">x</a></p>${LAW}`,
  text: "Hi {{ contact.name | escape }}",
};
const named = (name: unknown) => ({ data: { contact: { name } } });

test("a missing value is empty, and default fills it", async () => {
  const mail = await rendered({
    subject: "Hi {{ contact.name | default: 'you' }}",
    html: `<b>{{ a.b.c }}</b>`,
  });
  expect(mail.subject).toBe("Hi you");
  expect(mail.html).toContain("<b></b>");
});

test("values are escaped once in HTML, and not at all in subject and text", async () => {
  const mail = await rendered(NAMED, named("<b>&'\n"));
  expect(mail.subject).toBe("Hi <b>&'");
  expect(mail.text).toMatch(/^Hi <b>&'\n/);
  expect(mail.html).toContain(`title="&lt;b&gt;&amp;&#39;\n"`);
  expect(mail.html).toContain("&lt;b&gt;&amp;&#39;<br />");
  expect(mail.html).not.toContain("&amp;lt;b&amp;gt;&amp;amp;&amp;#39;<br");
});

test("a value with Liquid inside is shown, never run", async () => {
  const mail = await rendered(NAMED, named("{{ contact.secret }}{% include 'x' %}"));
  expect(mail.subject).toBe("Hi {{ contact.secret }}{% include 'x' %}");
});

test("dates are of UTC on every machine", async () => {
  const html = "{{ '2026-03-01T23:30:00-05:00' | date: '%Y-%m-%d %H:%M' }}";
  expect((await rendered({ html })).html).toMatch(/^2026-03-02 04:30/);
});

test.each([
  ["2026-12-01", "'long'", "1. Dezember 2026"],
  ["2026-12-01", "'month'", "Dezember"],
  ["2026-12-01", "'weekday'", "Dienstag"],
  ["2026-12-01", "'short'", "01.12.26"],
  ["2026-12-01", "'long', 'fr'", "1 décembre 2026"],
  ["2026-11-30T20:00:00Z", "'long'", "1. Dezember 2026"],
  ["2026-11-30T20:00:00Z", "'time'", "05:00"],
  ["2026-11-30T20:00:00", "'long'", "30. November 2026"],
  ["soon", "'long'", ""],
  ["2026-12-01", "'long', event.none", "1. Dezember 2026"],
  ["2026-12-01", "'long', 'no language'", "December 1, 2026"],
])("%s by local_date: %s is of the contact's language and zone: %s", async (at, how, shown) => {
  const source = `{{ event.at | local_date: ${how} }}`;
  const contact = { locale: "de-AT", timeZone: "Asia/Tokyo" };
  const { subject } = await rendered(
    { subject: `<${source}>`, html: LAW },
    { data: { contact, event: { at } } },
  );
  expect(subject).toBe(`<${shown}>`);
});

test("local_date is in English where the contact has no language, and an unknown style is refused on save", async () => {
  const html = "{{ event.at | local_date }}";
  const mail = await rendered({ html }, { data: { event: { at: "2026-12-01" } } });
  expect(mail.html).toContain("December 1, 2026");
  const [fault] = await faultsOf({ html: "{{ event.at | local_date: 'huge' }}" });
  expect(fault!.message).toMatch(/local_date takes one of full, long/);
});

test("a loop knows where it is, in every part", async () => {
  const loop = `{% for item in data.items %}{{ forloop.index }} of {{ forloop.length }}: {{ item }}{% unless forloop.last %}, {% endunless %}{% endfor %}`;
  const row = `{% tablerow item in data.items cols: 2 %}{{ tablerowloop.row }}/{{ tablerowloop.col }}{% endtablerow %}`;
  const mail = await rendered(
    { subject: loop, html: loop + row, text: loop },
    { data: { data: { items: ["a", "b"] } } },
  );
  const expected = "1 of 2: a, 2 of 2: b";
  expect([mail.subject, mail.text.split("\n")[0]]).toEqual([expected, expected]);
  expect(mail.html).toContain(
    `${expected}<tr class="row1"><td class="col1">1/1</td><td class="col2">1/2</td></tr>`,
  );
});

test("a subject is one line of at most 500 units, and splits no character", async () => {
  const { subject } = await rendered(
    NAMED,
    named(`\r\nBcc: x\u0085\u2028y\u202e${"a".repeat(487)}😀`),
  );
  expect(subject).toMatch(/^Hi {2}Bcc: x ya+$/);
  expect(subject).toHaveLength(499);
});

test("rendering leaves the data as it was", async () => {
  const data = { n: 5, contact: { name: "a" } };
  const before = structuredClone(data);
  const html = "{% increment n %}{% decrement contact %}{% assign n = 9 %}{{ n }}";
  await rendered({ html }, { data });
  expect(data).toEqual(before);
});

test("one bad mail does not spoil the others of its batch", async () => {
  const template = await compiled({ html: "<p>{{ contact.name }}</p>" });
  const requests = ["a", "x".repeat(300_000), "b"].map((name) =>
    requestFor(template, { data: { contact: { name } } }),
  );
  requests.push(requestFor({ ...template, hash: "x", html: "{% if" }));
  expect((await render(requests)).map(({ ok }) => ok)).toEqual([true, false, true, false]);
});

test("more templates than are kept in memory are rendered all the same", async () => {
  const base = await compiled({ html: LAW });
  const requests = Array.from({ length: 300 }, (_, i) =>
    requestFor({ ...base, hash: `h${i % 150}`, subject: `s${i % 150}` }),
  );
  const results = await render(requests);
  expect(results.map((r) => r.ok && r.mail.subject)).toEqual(
    requests.map((r) => r.template.subject),
  );
});

const tagsOf = (html: string) => {
  const tags: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => tags.push(`${name} ${Object.keys(attributes)}`),
    onclosetag: (name) => tags.push(`/${name}`),
    oncomment: () => tags.push("!--"),
  });
  parser.end(html);
  return tags.filter((tag) => !/^\/?br/.test(tag));
};

test("no value changes the elements of the HTML, or adds a line or half a character to the subject", async () => {
  const template = await compiled(NAMED);
  const bits = fc.constantFrom(
    "{{",
    "}}",
    "{%",
    "%}",
    "'",
    '"',
    "<",
    ">",
    "</p>",
    "<!--",
    "&",
    "&lt;",
    "\r\n",
  );
  const odd = fc.constantFrom(
    "\ud800",
    "\udc00",
    "\0",
    "\u2028",
    "\u0085",
    "<script>",
    "`",
    "=",
    " onload=",
  );
  const name = fc.array(fc.oneof(bits, odd, fc.string({ unit: "binary" })), { maxLength: 12 });
  const [plain] = await render([requestFor(template, named("x"))]);
  const expected = plain?.ok ? tagsOf((await partsOf(plain.mail)).html) : [];
  await fc.assert(
    fc.asyncProperty(name, async (pieces) => {
      const [result] = await render([requestFor(template, named(pieces.join("")))]);
      if (!result!.ok) throw new Error(result!.reason);
      const { subject } = result!.mail;
      const { html, text } = await partsOf(result!.mail);
      expect(tagsOf(html)).toEqual(expected);
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect([subject, html, text].every((part) => part.isWellFormed())).toBe(true);
    }),
    { numRuns: runs(300) },
  );
});

const HEAVY = {
  contact: {
    big: "x".repeat(65_536),
    lines: "\n".repeat(65_536),
    list: Array(5_000).fill(1),
    wide: "%1000000000Y",
  },
};

test.each([
  ..."1000 10000 100000 1000000 10000000 1000000000"
    .split(" ")
    .map((n) => `{% for i in (1..${n}) %}{% for j in (1..100) %}x{% endfor %}{% endfor %}`),
  "{% for i in (1..1900000) reversed %}{% endfor %}",
  "{% tablerow i in (1..1000000) cols:1 %}x{% endtablerow %}",
  "{% for i in (1..1000) %}{% for j in contact.list %}{% endfor %}{% endfor %}",
  "{% assign a='xxxxxxxx' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
  "{% assign a=contact.list %}{% for i in (1..60) %}{% assign a = a | concat: a %}{% endfor %}",
  "{% for i in (1..20) %}{{ contact.big | raw }}{% endfor %}",
  "{% for i in (1..200) %}{{ contact.lines | newline_to_br }}{% endfor %}",
  "{{ contact.big | replace: 'x', contact.big }}",
  "{{ contact.big | split: '' | join: contact.big }}",
  "{{ 'now' | date: contact.wide }}",
])("the abuse %.60s is stopped", async (html) => {
  expect(await reasonOf({ html, text: "t" }, { data: HEAVY })).toMatch(
    /limit exceeded|too long|over (262144|2000000)/,
  );
});

test.each([
  "contact.constructor.name",
  "contact.__proto__",
  "contact.toString",
  "constructor",
  "contact.big.sub",
])("%s reaches no prototype", async (path) => {
  const { html: result } = await rendered({ html: `[{{ ${path} }}]`, text: "t" }, { data: HEAVY });
  expect(result).toMatch(/^\[\]/);
});
