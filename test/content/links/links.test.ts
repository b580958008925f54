import { expect, test } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import { compiled, faultsOf, LAW, rendered } from "../content.ts";

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

test("links that Outlook alone reads are tracked: in conditional comments, and of its own buttons", async () => {
  const html = `<!--[if mso]><v:roundrect href="https://a.example/{{ contact.id }}">x</v:roundrect>
    <a href='https://b.example'>b</a><![endif]--><!--[if !mso]><!-->${link("https://b.example")}<!--<![endif]-->`;
  const template = await compiled({ html: html + LAW });
  expect(template.links).toEqual([
    { liquid: "https://a.example/{{ contact.id }}" },
    { url: "https://b.example/" },
  ]);
  expect(template.html).toContain(
    `<!--[if mso]><v:roundrect href="{{ link_0 }}">x</v:roundrect>
    <a href="{{ link_1 }}">b</a><![endif]--><!--[if !mso]><!-->${link("{{ link_1 }}")}<!--<![endif]-->`,
  );
});

test("a value in a conditional comment is held to quotes, too", async () => {
  const html = "<!--[if mso]><td width={{ contact.w }}></td><![endif]-->";
  expect(await faultsOf({ html })).toMatchObject([{ message: /in quotes/ }]);
});

test.each([
  "https://user:pw@a.example/",
  "https://user@a.example/{{ contact.id }}",
  "https://a.example@{{ contact.host }}/",
  "https:/\\a.example@b.example",
])("the address %s is refused for what stands in front of its host", async (href) => {
  expect(await faultsOf({ html: link(href) })).toMatchObject([
    { path: "/html", message: expect.stringMatching(/a user or password/) },
  ]);
});

test("an @ behind the host is no user", async () => {
  expect(await linksOf(link("https://a.example/@ada?m=x@y.example"))).toEqual([
    { url: "https://a.example/@ada?m=x@y.example" },
  ]);
});

test("an empty link is saved with a warning", async () => {
  const result = await compile({ subject: "s", html: link(" ") + link("") + LAW });
  expect(result).toMatchObject({
    ok: true,
    template: { links: [] },
    warnings: [{ path: "/html", message: "a link has no address and leads nowhere" }],
  });
});

test("a fixed address of more than 4 KB is left as it is, with a warning", async () => {
  const fits = `https://a.example/${"x".repeat(4_096 - 18)}`;
  expect(await linksOf(link(fits))).toEqual([{ url: fits }]);
  const result = await compile({ subject: "s", html: link(`${fits}x`) + LAW });
  expect(result).toMatchObject({
    template: { links: [], html: expect.stringContaining(link(`${fits}x`)) },
    warnings: [{ message: expect.stringMatching(/over 4096 characters/) }],
  });
});

test("a template knows the hosts that its author wrote, and warns of those that come from data", async () => {
  const html =
    link("https://B.example:8443/x") +
    link("HTTPS://a.example/{{ contact.id }}") +
    link("https://a.example{{ contact.path }}") +
    link("https://{{ contact.shop }}.example/") +
    link("{{ contact.url }}");
  const result = await compile({ subject: "s", html: html + LAW });
  expect(result).toMatchObject({
    template: { hosts: ["a.example", "b.example:8443"], openHosts: true },
    warnings: [
      {
        message: expect.stringMatching(
          /"https:\/\/a.example\{\{ contact.path \}\}" comes from data/,
        ),
      },
      { message: expect.stringMatching(/contact.shop/) },
      { message: expect.stringMatching(/contact.url/) },
    ],
  });
});

test("links with more fixed text than a mail's links may have are warned of", async () => {
  const part = "x".repeat(3_000);
  const html = Array.from({ length: 6 }, (_, i) =>
    link(`https://a.example/${i}${part}{{ contact.id }}`),
  );
  const result = await compile({ subject: "s", html: html.join("") + LAW });
  expect(result).toMatchObject({
    warnings: [{ message: expect.stringMatching(/up to 16384 bytes/) }],
  });
});

test.each(["{% link_url %}x{% endlink_url %}", "{%- link_url %}x{% endlink_url %}"])(
  "an author may not write %s",
  async (html) => {
    expect(await faultsOf({ html })).toMatchObject([
      { message: expect.stringMatching(/is a name that compiled templates use/) },
    ]);
  },
);

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
  const mail = await rendered({ html }, { linkUrls, linkHosts: ["shop.example"], data });
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
