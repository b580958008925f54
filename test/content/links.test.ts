import { expect, test } from "vitest";
import { compiled, faultsOf, LAW, reasonOf, rendered } from "./content.ts";

const link = (href: string) => `<a href="${href}">x</a>`;
const linksOf = async (html: string) => (await compiled({ html: html + LAW })).links;

test("each web address becomes a link, its entities decoded, equal ones only once", async () => {
  const html = `${link("https://a.example/?x=1&amp;y=2")} <AREA href = 'https://a.example/?x=1&y=2'>
    <a title="t" href=http://b.example/p>x</a>`;
  const template = await compiled({ html: html + LAW });
  expect(template.links).toEqual([
    { url: "https://a.example/?x=1&y=2" },
    { url: "http://b.example/p" },
  ]);
  expect(template.html).toContain(`<a href="{{ link_0 }}">x</a> <AREA href = "{{ link_0 }}">`);
  expect(template.html).toContain(`<a title="t" href="{{ link_1 }}">x</a>`);
});

test("an address with Liquid is a dynamic link, quotes and all", async () => {
  expect(
    await linksOf(
      link(`{{ contact.url | default: "https://x.example" }}?a=1&amp;b={{ event.id }}`),
    ),
  ).toEqual([{ liquid: `{{ contact.url | default: "https://x.example" }}?a=1&b={{ event.id }}` }]);
  expect(await linksOf(`Thanks for event news ${link("{{ event.url }}")}`)).toHaveLength(1);
});

test.each([
  "mailto:a@b.example",
  "mailto:{{ contact.owner }}",
  "tel:+4312345",
  "#top",
  "{{ unsubscribe_url }}",
  "{{preferences_url}}",
])("the address %s is left as it is", async (href) => {
  const template = await compiled({ html: link(href) + LAW });
  expect(template.links).toEqual([]);
  expect(template.html).toContain(link(href));
});

test("links in comments, scripts and other elements are not touched", async () => {
  const html = `<!-- ${link("https://c.example")} --><link href="https://d.example"><img src="https://e.example">`;
  expect(await linksOf(html)).toEqual([]);
});

test.each([
  "javascript:alert(1)",
  "java&#10;script:alert(1)",
  "&#106;avascript:alert(1)",
  " &#1;javascript:{{ x }}",
  "data:text/html,x",
  "vbscript:{{ x }}",
  "/relative",
  "www.example.com",
  "",
])("the address %j is refused", async (href) => {
  expect(await faultsOf({ html: link(href) })).toMatchObject([
    { path: "/html", message: expect.stringMatching(/should begin with https/) },
  ]);
});

test.each([
  `<a href={{ x }}>a</a>`,
  `<td width={% echo x %}>`,
  `<p {{ x }}>`,
  `<{{ x }} class="a">`,
])("%s is refused, since a value would be markup there", async (html) => {
  expect(await faultsOf({ html })).toMatchObject([{ path: "/html" }]);
});

test("more than 200 links are refused", async () => {
  const html = Array.from({ length: 201 }, (_, i) => link(`https://a.example/${i}`)).join("");
  expect(await faultsOf({ html })).toMatchObject([
    { message: expect.stringMatching(/200 links, not 201/) },
  ]);
});

test("a mail shows the tracked addresses, and says where its dynamic links lead", async () => {
  const html = `${link("https://a.example")} ${link("{{ contact.url }}/?q={{ contact.q | url_encode }}")}${LAW}`;
  const linkUrls = ["https://t.example/0?a=1&b=2", "https://t.example/1"];
  const data = { contact: { url: "https://Shop.example", q: "a&b c" } };
  const mail = await rendered({ html }, { linkUrls, data });
  expect(mail.html).toContain(link("https://t.example/0?a=1&amp;b=2"));
  expect(mail.html).toContain(link("https://t.example/1"));
  expect(mail.text).toContain("x <https://t.example/0?a=1&b=2> x <https://t.example/1>");
  expect(mail.dynamicLinks).toEqual({ 1: "https://shop.example/?q=a%26b+c" });
});

test("where there is no tracked address, the mail leads straight to the target", async () => {
  const html = link("https://a.example/x") + link("{{ contact.url }}") + LAW;
  const mail = await rendered({ html }, { data: { contact: { url: "https://b.example/y" } } });
  expect(mail.html).toContain(link("https://a.example/x") + link("https://b.example/y"));
});

test.each(["", "javascript:alert(1)", "//x.example", "https://"])(
  "a dynamic link that leads to %j stops its mail",
  async (url) => {
    const html = link("{{ contact.url }}");
    const reason = await reasonOf({ html }, { data: { contact: { url } } });
    expect(reason).toBe("link 0 does not lead to an http(s) address");
  },
);

test("a dynamic link in a branch that is not taken needs no data", async () => {
  const html = `{% if contact.url %}${link("{{ contact.url }}")}{% endif %}`;
  expect((await rendered({ html })).dynamicLinks).toEqual({});
});

test("the dynamic links of one mail may have 1 KB together", async () => {
  const html =
    link("https://a.example/{{ contact.a }}") + link("https://b.example/{{ contact.a }}");
  const given = (length: number) => ({ data: { contact: { a: "a".repeat(length) } } });
  await rendered({ html }, given(490));
  expect(await reasonOf({ html }, given(500))).toMatch(/1024 bytes/);
});

test("a link of a loop's own variable is not tracked, but watched", async () => {
  const html = `{% for i in items %}<a href='{{ i.url }}?a=1&amp;b=2'>x</a>{% endfor %}${LAW}`;
  expect((await compiled({ html })).links).toEqual([]);
  const data = (url: string) => ({ data: { items: [{ url: "https://a.example" }, { url }] } });
  const mail = await rendered({ html }, data(`https://b.example/"'><b>`));
  expect(mail.html).toContain(
    `<a href='https://a.example?a=1&amp;b=2'>x</a>` +
      `<a href='https://b.example/&#34;&#39;&gt;&lt;b&gt;?a=1&amp;b=2'>x</a>`,
  );
  expect(await reasonOf({ html }, data("javascript:alert(1)"))).toMatch(/http\(s\) address/);
});

test("the filter that watches does not open a way around escaping", async () => {
  const data = { contact: { url: `https://a.example/"><script>` } };
  const { html } = await rendered({ html: "<p>{{ contact.url | web_url }}</p>" }, { data });
  expect(html).not.toContain("<script>");
});
