import { expect, test } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import { compiled, LAW, rendered } from "../content.ts";
import { hrefs, link, urls } from "./links.ts";

const ITEMS = [
  { url: "https://shop.example/1?a=1&b=2" },
  { url: "https://shop.example/2" },
  { url: "https://shop.example/1?a=1&b=2" },
];

test("links of a loop are tracked, equal ones as one, in both parts", async () => {
  const html = `{% for p in event.products %}${link("{{ p.url }}")} {% endfor %}${LAW}`;
  const given = {
    data: { event: { products: ITEMS }, unsubscribe_url: "https://u.example/" },
    linkUrls: urls(9),
    linkHosts: ["shop.example"],
  };
  expect(await compiled({ html })).toMatchObject({ links: [], inPlaceLinks: 1 });
  const mail = await rendered({ html }, given);
  const [one, two] = given.linkUrls;
  expect(hrefs(mail.html)).toEqual([one, two, one, "https://u.example/"]);
  expect(mail.text).toContain(`x <${one}> x <${two}> x <${one}>`);
  expect(mail.dynamicLinks).toEqual({ 0: ITEMS[0]!.url, 1: ITEMS[1]!.url });
  expect(mail).not.toHaveProperty("notes");
});

test.each([
  ["an assigned name", "{% assign u = contact.url %}", "{{ u }}", "https://shop.example/p"],
  [
    "a captured one",
    "{% capture u %}{{ contact.url }}?q=1&z{% endcapture %}",
    "{{ u }}",
    "https://shop.example/p?q=1&z",
  ],
  [
    "a count",
    "{% for i in (1..1) %}",
    "https://shop.example/{{ forloop.index }}{% if i %}&amp;b{% endif %}",
    "https://shop.example/1&b",
  ],
  ["a cycle", "", "https://shop.example/{% cycle 'a', 'b' %}", "https://shop.example/a"],
])("a link of %s is tracked", async (_, before, href, target) => {
  const after = before.startsWith("{% for") ? "{% endfor %}" : "";
  const html = before + link(href) + after;
  const data = { contact: { url: "https://shop.example/p" } };
  const mail = await rendered({ html }, { data, linkUrls: urls(3), linkHosts: ["shop.example"] });
  expect(mail.dynamicLinks).toEqual({ 0: target });
  expect(hrefs(mail.html)[0]).toBe("https://t.example/0");
  expect(mail.text).toContain("x <https://t.example/0>");
});

test("a template tells which names its loops read from outside, and not their own", async () => {
  const html = `{% for p in event.products %}${link("{{ p.url }}?u={{ contact.ref }}")}{% endfor %}`;
  const { variables } = await compiled({ html });
  expect(variables).toEqual(["contact.ref", "event.products", "postal_address", "unsubscribe_url"]);
});

test("six links of 200 characters, and one of 1,300, are tracked", async () => {
  const html = Array.from({ length: 6 }, (_, i) =>
    link(`https://shop.example/${i}/{{ contact.long }}`),
  );
  html.push(link("https://shop.example/{{ contact.longer }}"));
  const data = { contact: { long: "x".repeat(200), longer: "y".repeat(1_300) } };
  const mail = await rendered({ html: html.join("") }, { data, linkUrls: urls(7) });
  expect(Object.keys(mail.dynamicLinks)).toHaveLength(7);
  expect(mail).not.toHaveProperty("notes");
});

test.each([
  ["over 4 KB", { url: `https://shop.example/${"x".repeat(4_100)}` }, "is too long"],
  [
    "to a host that is not allowed",
    { url: "https://evil.example/" },
    "leads to a host that is not allowed",
  ],
])("a link %s goes out as it is, and the mail says so", async (_, contact, what) => {
  const html = link("{{ contact.url }}") + link("https://shop.example/{{ contact.id }}");
  const mail = await rendered({ html }, { data: { contact }, linkUrls: urls(2) });
  expect(hrefs(mail.html).slice(0, 2)).toEqual([contact.url, "https://t.example/1"]);
  expect(mail.dynamicLinks).toEqual({ 1: "https://shop.example/" });
  expect(mail.notes).toEqual([`the link {{ contact.url }} ${what}: it is not tracked`]);
});

test("what is kept of a mail's links has an end: the rest is not tracked", async () => {
  const html = `{% for i in (1..9) %}${link("https://shop.example/{{ i }}{{ contact.long }}")}{% endfor %}`;
  const data = { contact: { long: "x".repeat(4_000) } };
  const mail = await rendered({ html }, { data, linkUrls: urls(20) });
  const kept = Object.values(mail.dynamicLinks);
  expect(kept).toHaveLength(4);
  expect(kept.join("").length).toBeLessThanOrEqual(16_384);
  expect(hrefs(mail.html)[8]).toMatch(/^https:\/\/shop\.example\/9x/);
  expect(mail.notes).toEqual([expect.stringMatching(/exceeds .*: it is not tracked$/)]);
});

test("a loop with more links than a mail tracks sends the rest untracked", async () => {
  const html = `{% for i in (1..9) %}${link("https://shop.example/{{ i }}")}{% endfor %}`;
  const mail = await rendered({ html }, { linkUrls: urls(5) });
  expect(hrefs(mail.html).slice(4, 6)).toEqual(["https://t.example/4", "https://shop.example/6"]);
  expect(mail.notes).toEqual([expect.stringMatching(/is one too many: it is not tracked$/)]);
});

const BAD = [
  undefined,
  "",
  " ",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "//x.example",
  "/relative",
  "https://",
  "https://user:pw@shop.example/",
  "https://shop.example@evil.example/",
  "https://[",
  { a: 1 },
];

test.each(BAD)(
  "an address that is %j costs itself and not its mail, in a loop and out of it",
  async (url) => {
    const html =
      `<p>Hi</p><a href="{{ contact.url }}">one</a>` +
      `{% for p in list %}<a href="{{ p.url }}">two</a> {% endfor %}${LAW}`;
    const data = {
      contact: { url },
      list: [{ url }, { url: "https://shop.example/ok" }],
      unsubscribe_url: "https://u.example/",
    };
    const mail = await rendered({ html }, { data, linkUrls: urls(4), linkHosts: ["shop.example"] });
    expect(hrefs(mail.html)).toEqual(["", "", "https://t.example/1", "https://u.example/"]);
    expect(mail.text).toMatch(/one ?two two <https:\/\/t\.example\/1>/);
    expect(mail.dynamicLinks).toEqual({ 1: "https://shop.example/ok" });
    expect(mail.notes).toHaveLength(2);
    expect(mail.notes?.[0]).toMatch(/^the link \{\{ contact.url \}\} .*: it leads nowhere$/);
  },
);

test("a link inside raw stays as it was written, with a warning", async () => {
  const html = `{% raw %}<a href="https://shop.example/{{ x }}">x</a>{% endraw %}${link("https://b.example/")}${LAW}`;
  const result = await compile({ subject: "s", html });
  expect(result).toMatchObject({
    template: { links: [{ url: "https://b.example/" }] },
    warnings: [{ path: "/html", message: "a link inside {% raw %} is not tracked" }],
  });
  const mail = await rendered({ html }, { linkUrls: urls(1) });
  expect(hrefs(mail.html).slice(0, 2)).toEqual([
    "https://shop.example/{{ x }}",
    "https://t.example/0",
  ]);
});

test("a link that the text part leaves out is not in it by its address either", async () => {
  const html = `<p>Hi</p><!--[if mso]>{% for p in list %}${link("{{ p.url }}")}{% endfor %}<![endif]-->
    <div style="display:none">{% for p in list %}${link("{{ p.url }}")}{% endfor %}</div>`;
  const data = { list: [{ url: "https://shop.example/1" }] };
  const mail = await rendered({ html }, { data, linkUrls: urls(2), linkHosts: ["shop.example"] });
  expect(hrefs(mail.html).slice(0, 2)).toEqual(["https://t.example/0", "https://t.example/0"]);
  expect(mail.text).toMatch(/^Hi\s+Unsubscribe/);
});

test("a link in a drawing is one, too", async () => {
  const html = `<svg><a xlink:href="{{ contact.url }}">x</a></svg>`;
  const mail = await rendered({ html }, { data: { contact: { url: "javascript:alert(1)" } } });
  expect(mail.html).toContain(`<a xlink:href="">`);
});

test.each(["mailto:a@b.example", "tel:+4312345"])(
  "%s may come from data, and is left alone",
  async (url) => {
    const html = link("{{ contact.url }}") + LAW;
    const mail = await rendered({ html }, { data: { contact: { url } }, linkUrls: urls(1) });
    expect(hrefs(mail.html)[0]).toBe(url);
    expect(mail.dynamicLinks).toEqual({});
  },
);

test.each(["mailto://user@host.example", "mailto:// @A", "sms://user:pw@host.example"])(
  "%s from data names a host or a user where none belongs, and leads nowhere",
  async (url) => {
    const mail = await rendered(
      { html: link("{{ contact.url }}") },
      { data: { contact: { url } } },
    );
    expect(hrefs(mail.html)[0]).toBe("");
  },
);

test("a dynamic link in a branch that is not taken needs no data", async () => {
  const html = `{% if contact.url %}${link("{{ contact.url }}")}{% endif %}`;
  expect(await rendered({ html })).toMatchObject({ dynamicLinks: {} });
});

test("what is printed in place of an address is escaped once", async () => {
  const html = `{% for p in list %}${link("{{ p.url }}?a=1&amp;b={{ p.q | url_encode }}")}{% endfor %}`;
  const list = [{ url: `https://b.example/"'><b>`, q: "<&>" }];
  const mail = await rendered({ html }, { data: { list } });
  const target = `https://b.example/%22'%3E%3Cb%3E?a=1&b=%3C%26%3E`;
  expect(hrefs(mail.html)[0]).toBe(target.replaceAll("&", "&amp;").replaceAll("'", "&#39;"));
  expect(mail.text).toContain(`<${target}>`);
});
