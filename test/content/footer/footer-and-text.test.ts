import { expect, test } from "vitest";
import { compiled, LAW, rendered } from "../content.ts";

const LEGAL = {
  postal_address: "1 Main St\nTown <X>",
  unsubscribe_url: "https://u.example/?a=1&b=2",
};

test("a mail without address and way out gets both, inside its body, in HTML and text", async () => {
  const mail = await rendered(
    { html: "<html><body><p>Hi</p></body></html>", text: "Hi" },
    { data: LEGAL },
  );
  expect(mail.html).toMatch(/Town &lt;X&gt;<\/p>.*Unsubscribe<\/a><\/p><\/div><\/body><\/html>$/);
  expect(mail.html).toContain(`href="https://u.example/?a=1&amp;b=2"`);
  expect(mail.text).toBe(`Hi\n\n${LEGAL.postal_address}\n\nUnsubscribe: ${LEGAL.unsubscribe_url}`);
});

test.each([
  ["{{ postal_address }}", /Unsubscribe<\/a>/, /<p[^>]*>\{\{ postal_address/],
  ['<a href="{{ unsubscribe_url }}">out</a>', /<p[^>]*>\{\{ postal_address/, /Unsubscribe<\/a>/],
])("only the missing half is added to %s", async (html, added, absent) => {
  const template = await compiled({ html });
  expect(template.html).toMatch(added);
  expect(template.html).not.toMatch(absent);
});

test("a mention in a Liquid comment is no way out", async () => {
  const { html } = await compiled({ html: "{% comment %}{{ unsubscribe_url }}{% endcomment %}" });
  expect(html).toContain("Unsubscribe</a>");
});

test("a given text is kept, its addresses untracked", async () => {
  const { text, links } = await compiled({ html: LAW, text: `See https://a.example ${LAW}` });
  expect(text).toBe(`See https://a.example ${LAW}`);
  expect(links).toEqual([]);
});

test("the text is derived with its links and pictures' words, without invisible content", async () => {
  const { text } = await compiled({
    html: `<head><title>T</title><style>p{}</style></head><body><div style="display:none">pre</div>
      <h1>Dear {{ contact.name }}</h1><p>Fish &amp; <a href="https://a.example">chips</a></p>
      <img src="https://i.example/a.png" alt="A cat"><a href="mailto:a@b.example">us</a> ${LAW}</body>`,
  });
  expect(text).toBe(
    "Dear {{ contact.name }}\n\nFish & chips <{{ link_0 }}>\n\n" +
      "A cat us <a@b.example> {{ postal_address }} out <{{ unsubscribe_url }}>",
  );
});

test("tags on lines of their own leave no blank lines in the derived text", async () => {
  const html = `<p>a</p>{% for i in data %}<p>b {{ i }}</p>{% endfor %}{% if no %}<p>c</p>{% endif %}
    <p>d</p>${LAW}`;
  const { text } = await rendered({ html }, { data: { data: [1, 2] } });
  expect(text).toMatch(/^a\n\nb 1\n\nb 2\n\nd\n/);
});

test("Liquid with markup inside reaches the derived text whole", async () => {
  const liquid = `{% if a < b %}{{ x | append: "<p> &amp; </p>" }}{% endif %}`;
  expect((await compiled({ html: `<p>${liquid}</p>${LAW}` })).text).toContain(liquid);
});

test("a name that is set in the head counts in the derived text too", async () => {
  const html = `<head>{% assign a = "x" %}</head><body>{{ a }}${LAW}</body>`;
  expect((await rendered({ html })).text).toMatch(/^x/);
});
