import { expect, test } from "vitest";
import { compiled, LAW, outcomeOf, rendered } from "../content.ts";
import { hrefs, link, urls } from "./links.ts";

const MARKED = [
  ["a fixed link", "https://shop.example/fixed", "https://shop.example/fixed"],
  ["a dynamic one", "https://shop.example/{{ contact.token }}", "https://shop.example/secret"],
  ["one of data alone", "{{ contact.url }}", "https://other.example/secret"],
  ["one in a loop", "{{ p }}", "https://other.example/loop"],
] as const;
const SECRETS = {
  contact: { token: "secret", url: "https://other.example/secret" },
  list: ["https://other.example/loop"],
  unsubscribe_url: "https://u.example/",
};

test.each(MARKED)(
  "%s with data-no-track goes out as it is and is kept nowhere",
  async (_, href, target) => {
    const html = `{% for p in list %}${link(href, " data-no-track")}{% endfor %}${LAW}`;
    const mail = await rendered({ html }, { data: SECRETS, linkUrls: urls(9) });
    expect(hrefs(mail.html)[0]).toBe(target);
    expect(mail.html).not.toMatch(/no-track/);
    expect(mail.text).toContain(`x <${target}>`);
    expect(mail.dynamicLinks).toEqual({});
    expect(mail).not.toHaveProperty("notes");
  },
);

test.each(MARKED)(
  "%s of a template without click tracking is kept nowhere",
  async (_, href, target) => {
    const html = `{% for p in list %}${link(href)}{% endfor %}${LAW}`;
    const mail = await rendered({ html, trackClicks: false }, { data: SECRETS, linkUrls: urls(9) });
    expect(hrefs(mail.html)[0]).toBe(target);
    expect(mail.text).toContain(`x <${target}>`);
    expect(mail.dynamicLinks).toEqual({});
  },
);

test.each(MARKED)(
  "%s of a mail without click tracking is kept nowhere",
  async (_, href, target) => {
    const html = `{% for p in list %}${link(href)}{% endfor %}${LAW}`;
    const mail = await rendered({ html }, { data: SECRETS, linkUrls: [] });
    expect(hrefs(mail.html)[0]).toBe(target);
    expect(mail.text).toContain(`x <${target}>`);
    expect(mail.dynamicLinks).toEqual({});
  },
);

test("an untracked link is watched all the same", async () => {
  const html = link("{{ contact.url }}", " data-no-track");
  const data = { contact: { url: "javascript:alert(1)" } };
  const result = await outcomeOf({ html }, { data, linkUrls: urls(1) });
  expect(result).toMatchObject({
    ok: true,
    mail: { notes: [expect.stringMatching(/leads nowhere/)] },
  });
});

test.each([
  `<a data-no-track href="https://a.example/x">x</a>`,
  `<a href='https://a.example/x' DATA-NO-TRACK=''>x</a>`,
  `<a href=https://a.example/x data-no-track="true">x</a>`,
  `<a {% if contact.vip %}data-no-track{% endif %} href="https://a.example/x">x</a>`,
  `<!--[if mso]><a href="https://a.example/x" data-no-track>x</a><![endif]-->`,
])("%s is not tracked", async (html) => {
  const { links, html: made } = await compiled({ html: html + link("https://b.example/") + LAW });
  expect(links).toEqual([{ url: "https://b.example/" }]);
  expect(made).toContain("https://a.example/x");
  expect(made).not.toMatch(/no-track/i);
});

test("data-no-track outlasts MJML", async () => {
  const mjml = `<mjml><mj-body><mj-section><mj-column>
    <mj-button href="https://a.example/{{ contact.token }}" data-no-track="true">Reset</mj-button>
    <mj-image src="https://i.example/x.png" href="https://b.example/" data-no-track />
    <mj-button href="https://c.example/">Shop</mj-button>
    <mj-text><a data-no-track href="https://d.example/">d</a></mj-text>
  </mj-column></mj-section></mj-body></mjml>`;
  const { links, html } = await compiled({ mjml });
  expect(links).toEqual([
    { liquid: "https://a.example/{{ contact.token }}", untracked: true },
    { url: "https://c.example/" },
  ]);
  expect(html).toContain('href="https://b.example/"');
  expect(html).toContain('href="https://d.example/"');
  expect(html).not.toMatch(/no-track/);
});
