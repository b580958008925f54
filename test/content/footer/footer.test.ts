import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import { findFooter } from "#shared/content/footer/find-footer.ts";
import { render } from "#shared/content/rendering/index.ts";
import { runs } from "#test/support/long.ts";
import { compiled, faultsOf, outcomeOf, partsOf, rendered, requestFor } from "../content.ts";

const LAW = {
  unsubscribe_url: "https://u.example/?a=1&b=2",
  postal_address: "1 Main St.\nTown <X>",
};
const OUT = '<a href="{{ unsubscribe_url }}">out</a> {{ postal_address }}';

/** What a reader of the mail finds, and how often the mail has the link at all. */
async function footerOf(source: { html: string; text?: string }, data: object = {}) {
  const mail = await rendered(source, { data: { ...data, ...LAW } });
  const { unsubscribe, postalAddress } = findFooter(mail.html, {
    unsubscribeUrl: LAW.unsubscribe_url,
    postalAddress: LAW.postal_address,
  });
  return {
    html: unsubscribe && postalAddress,
    text: mail.text.includes(LAW.unsubscribe_url) && mail.text.includes("1 Main St."),
    links: mail.html.split('href="https://u.example/').length - 1,
  };
}

test.each([
  ["@"],
  ["<body>@</body>"],
  ["<BODY>@</BODY>"],
  ["<td><p style='color:red'>@"],
  ["{% if contact.vip %}<p>a</p>{% endif %}@"],
  [
    "{% for i in contact.list %}<tr><td>{{ i }}{% endfor %}</td></tr>@{% comment %}x{% endcomment %}",
  ],
  ["{% if contact.de %}@{% else %}@{% endif %}"],
  ["{% case contact.plan %}{% when 'pro' %}@{% else %}@{% endcase %}"],
  [
    "{% capture a %}b{% endcapture %}{{ a }}<div style='font-size:0'><p style='font-size:9px'>@</p></div>",
  ],
  ["{{ contact.note | raw }}@"],
])("a footer that is read in each mail gets no second one: %s", async (frame) => {
  const html = frame.replaceAll("@", OUT);
  for (const contact of [{}, { vip: true, de: true, plan: "pro", list: [1, 2] }]) {
    expect(await footerOf({ html }, { contact })).toEqual({ html: true, text: true, links: 1 });
  }
});

test.each([
  ["{% if false %}@{% endif %}"],
  ["{% if contact.vip %}@{% endif %}"],
  ["{% unless contact.vip %}@{% endunless %}"],
  ["{% if contact.plan == 'gold' %}@{% endif %}"],
  ["{% for i in contact.list %}@{% endfor %}"],
  ["{% case contact.plan %}{% when 'gold' %}@{% endcase %}"],
  ["{% capture a %}@{% endcapture %}"],
  ["{% comment %}@{% endcomment %}"],
  ["<!-- @ -->"],
  ["<!--[if mso]>@<![endif]-->"],
  ["<head><title>@</title></head>"],
  ["<textarea>@</textarea>"],
  ["<template>@</template>"],
  ["<noscript>@</noscript>"],
  ["<select><option>@</option></select>"],
  ["<div hidden>@</div>"],
  ["<div style='Display: NONE'>@</div>"],
  ["<div style='max-height:0;overflow:hidden'>@</div>"],
  ["<div style='font-size:0'>@</div>"],
  ["<div style='display:{% if contact.vip %}none{% endif %}'>@</div>"],
  ["<div style='display:{{ contact.display }}'>@</div>"],
  ["<div {% if contact.vip %}hidden{% endif %}>@</div>"],
  ["{% if contact.vip %}<!--{% endif %}@{% if contact.vip %}-->{% endif %}"],
  ["{% if contact.vip %}<div hidden>{% endif %}@{% if contact.vip %}</div>{% endif %}"],
  ["{{ contact.open | raw }}@{{ contact.close | raw }}"],
  ["{% assign unsubscribe_url = 'https://x.example' %}{% assign postal_address = '' %}@"],
  ["{% for i in contact.list %}<div hidden>{% break %}</div>{% endfor %}</div>@"],
])("where a reader would not find the footer, they find ours: %s", async (frame) => {
  const html = frame.replaceAll("@", OUT);
  const vip = { vip: true, plan: "gold", list: [1], display: "none", open: "<!--", close: "-->" };
  for (const contact of [{}, vip, { plan: "gold" }, { list: [] }]) {
    expect(await footerOf({ html }, { contact })).toMatchObject({ html: true });
    const text = await footerOf(
      { html: OUT, text: frame.replaceAll("@", `${LAW.unsubscribe_url}`) },
      { contact },
    );
    expect(text).toMatchObject({ text: true });
  }
});

test.each([
  ['<a href="{{ unsubscribe_url }}"></a> {{ postal_address }}'],
  ['<a href="{{ unsubscribe_url }}"> <b hidden>out</b></a> {{ postal_address }}'],
  ['<p title="{{ unsubscribe_url }} {{ postal_address }}">x</p>'],
  ['<img alt="{{ postal_address }}" src="{{ unsubscribe_url }}">'],
  ["{{ unsubscribe_url }}"],
  ['<link href="{{ unsubscribe_url }}">{{ postal_address | truncate: 9 }}'],
])("what is there but can not be read or followed is no footer: %s", async (html) => {
  expect(await footerOf({ html })).toMatchObject({ html: true, text: true });
});

test("a picture is a way out, and the address may be written in other ways", async () => {
  const html = `<a href="{{ unsubscribe_url }}"><img src="https://i.example/out.png"></a>
    {{ postal_address | upcase | newline_to_br }}`;
  const template = await compiled({ html });
  expect(template.html).toBe(html);
});

test.each([
  ["a comment", "<p>a</p><!-- "],
  ["a comment before the body's end", "<body><p>a</p><!-- </body>"],
  ["a textarea", "<body><textarea></body></html>"],
  ["a title", "<title>a<p>b</p>"],
  ["a style", "<style>a<p>b</p>"],
  ["a hidden element", "<body><div hidden><p>a</p></body>"],
  ["a tag", '<p>a</p><p title="'],
  ["a comment in some mails", "<p>a</p>{% if contact.vip %}<!--{% endif %}"],
])("where the end of the HTML stands in %s that is open, saving is refused", async (_, html) => {
  expect(await faultsOf({ html, text: "a" })).toEqual([
    { path: "/html", message: expect.stringMatching(/footer at its end would not be read/) },
  ]);
});

test("such an end is no matter when the footer stands before it in each mail", async () => {
  const html = `<body>${OUT}<div hidden>preview</body>`;
  expect((await compiled({ html, text: "a" })).html).toBe(html);
});

test("data that leaves no place for a footer stops the mail, as the template's fault", async () => {
  const html = "<p>a</p>{{ contact.note | raw }}{% if contact.vip %}b{% endif %}";
  expect(await outcomeOf({ html }, { data: { ...LAW, contact: { note: "<!--" } } })).toEqual({
    ok: false,
    reason: expect.stringMatching(/footer at the end of the HTML would not be read/),
    broken: true,
  });
});

test("a mail without a way out, as one to the team, has no line for one", async () => {
  const data = { unsubscribe_url: "", postal_address: "1 Main St" };
  for (const html of [
    "<p>Hi</p>",
    "<p>Hi</p>{% if contact.vip %}b{% endif %}",
    "{{ contact.note | raw }}",
  ]) {
    const mail = await rendered({ html, text: "Hi" }, { data });
    expect(mail.html + mail.text).not.toMatch(/unsubscribe|<a|href/i);
    expect(mail.html).toContain("1 Main St");
    expect(mail.text).toMatch(/1 Main St$/);
  }
});

const PIECES = [
  "<div>",
  "</div>",
  "<div hidden>",
  "<!--",
  "-->",
  "<p>",
  "</p>",
  "<textarea>",
  "</textarea>",
  "<b style='{{ contact.s }}'>",
  "</b>",
  "{% if contact.vip %}",
  "{% else %}",
  "{% endif %}",
  "{% for i in contact.list %}",
  "{% endfor %}",
  "<body>",
  "</BODY>",
  "x",
  "{{ contact.s }}",
  "{{ contact.s | raw }}",
  "<i {% if contact.vip %}hidden{% endif %}>",
  "</i>",
  OUT,
];
const contact = fc.record({
  vip: fc.boolean(),
  list: fc.constantFrom([], [1], [1, 2]),
  s: fc.constantFrom("", "x", "display:none", "<!--", "-->", "</div>", "<b>"),
});

test("whatever the page and the data, each mail that goes has a footer that is read", async () => {
  let mails = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }),
      contact,
      async (pieces, person) => {
        const source = { subject: "s", html: pieces.join(""), text: "t" };
        const saved = await compile(source);
        if (!saved.ok) return;
        const [result] = await render([
          requestFor(saved.template, { data: { contact: person, ...LAW } }),
        ]);
        if (!result!.ok) return;
        mails += 1;
        const { html } = await partsOf(result!.mail);
        const law = { unsubscribeUrl: LAW.unsubscribe_url, postalAddress: LAW.postal_address };
        expect(findFooter(html, law)).toMatchObject({ unsubscribe: true, postalAddress: true });
      },
    ),
    { numRuns: runs(400) },
  );
  expect(mails).toBeGreaterThan(runs(20));
});

test.each([
  ["&#8203;"],
  ["&zwnj;"],
  ["&shy;"],
  ["&#8288;"],
  ["&#12644;"],
  ["&#10240;"],
  ["{{ contact.nothing }}"],
  ["{{ contact.blank }}"],
  ['<img alt="">'],
  ['<img src="" alt="out">'],
  ['<img src="{{ contact.nothing }}" alt="out">'],
  ['<img src="https://x.example/o.png" width="0" height="0" alt="out">'],
  ['<img src="https://x.example/o.png" width="1" height="1">'],
  ['<img src="https://x.example/o.png" style="width:1px;height:1px">'],
  ['<span style="content-visibility:hidden">out</span>'],
  ['<span style="transform: scale(0)">out</span>'],
])("a link whose label shows nothing is no way out: %s", async (label) => {
  const html = `<p>x</p><a href="{{ unsubscribe_url }}">${label}</a> <p>{{ postal_address }}</p>`;
  const contact = { blank: "\u200b" };
  expect(await footerOf({ html }, { contact })).toMatchObject({ html: true, links: 2 });
});

test.each([["&nbsp;out"], ['<img src="https://x.example/o.png" alt="">'], ["&#x1F6D1;"], ["出"]])(
  "a label of %s is one that is seen",
  async (label) => {
    const html = `<p>x</p><a href="{{ unsubscribe_url }}">${label}</a> <p>{{ postal_address }}</p>`;
    expect(await footerOf({ html })).toMatchObject({ html: true, links: 1 });
  },
);
