import PostalMime from "postal-mime";
import { afterEach, describe, expect, test } from "vitest";
import type { CompiledTemplate, Renderer, RenderRequest } from "#shared/ports/renderer.ts";
import { HEAD } from "#test/support/mail-head.ts";

export type RendererUnderTest = { renderer: Renderer; close: () => Promise<void> };

const FOOTER = `{{ postal_address }} <a href="{{ unsubscribe_url }}">out</a>`;
const source = (word: string) => ({
  subject: `${word} {{ contact.first_name }}`,
  html: `<p>${word} {{ contact.first_name }}</p><a href="https://example.org/${word}">go</a>${FOOTER}`,
});

/** What every `Renderer` must do. */
export function rendererContract(name: string, make: () => Promise<RendererUnderTest>) {
  const opened: RendererUnderTest[] = [];
  const open = async () => {
    const made = await make();
    opened.push(made);
    return made.renderer;
  };
  afterEach(async () => {
    for (const made of opened.splice(0)) await made.close();
  });
  const compile = async (renderer: Renderer, word: string): Promise<CompiledTemplate> => {
    const result = await renderer.compile(source(word));
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    return result.template;
  };
  const request = (template: CompiledTemplate, first_name: string): RenderRequest => ({
    template,
    data: {
      contact: { first_name },
      postal_address: "1 Road",
      unsubscribe_url: "https://u.example",
    },
    linkUrls: template.links.map((_, i) => `https://track.example/${i}`),
    head: HEAD,
  });

  describe(`the renderer on ${name}`, () => {
    test("what is compiled comes back as a whole mail, with the picture that reports opens", async () => {
      const renderer = await open();
      const template = await compile(renderer, "Hello");
      const openUrl = "https://track.example/open.gif";
      const [result] = await renderer.render([{ ...request(template, "Ada"), openUrl }]);
      expect(result).toMatchObject({ ok: true, mail: { subject: "Hello Ada", dynamicLinks: {} } });
      const mail = await PostalMime.parse(result?.ok ? result.mail.raw : "");
      expect([mail.subject, mail.from, mail.to]).toMatchObject([
        "Hello Ada",
        { name: HEAD.from.name, address: HEAD.from.email },
        [{ address: HEAD.to.email }],
      ]);
      expect(mail.html).toMatch(/<p>Hello Ada<\/p>.*track\.example\/0.*<img src="[^"]*open\.gif"/s);
      expect(mail.text).toContain("Hello Ada");
    });

    test("where links of data lead comes back with the mail, and what is said of bad ones", async () => {
      const renderer = await open();
      const html = `{% for p in data.list %}<a href="{{ p }}">x</a>{% endfor %}${FOOTER}`;
      const compiled = await renderer.compile({ subject: "s", html: `${html}<a href="">x</a>` });
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
      expect(compiled.warnings).toHaveLength(2);
      const [result] = await renderer.render([
        {
          ...request(compiled.template, "Ada"),
          data: { data: { list: ["https://a.example/1", "", "https://b.example/"] } },
          linkUrls: ["https://track.example/0", "https://track.example/1"],
          linkHosts: ["a.example"],
        },
      ]);
      expect(result).toMatchObject({
        ok: true,
        mail: { dynamicLinks: { 0: "https://a.example/1" }, notes: { length: 2 } },
      });
    });

    test("the bytes of each mail stand alone", async () => {
      const renderer = await open();
      const template = await compile(renderer, "Hello");
      const results = await renderer.render(["a", "b"].map((name) => request(template, name)));
      const raws = results.map((result) => (result.ok ? result.mail.raw : new Uint8Array()));
      expect(raws.every((raw) => raw.length > 0 && raw.length === raw.buffer.byteLength)).toBe(
        true,
      );
      expect(raws[0]!.buffer).not.toBe(raws[1]!.buffer);
    });

    test("a header that we malformed ourselves fails the call, and refuses no mail", async () => {
      const renderer = await open();
      const good = request(await compile(renderer, "Hello"), "Ada");
      const head = { ...HEAD, messageId: "a b" };
      await expect(renderer.render([good, { ...good, head }])).rejects.toThrow();
      const to = { email: "ada@example.org, eve@example.net" };
      const results = await renderer.render([good, { ...good, head: { ...HEAD, to } }]);
      expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    });

    test("MJML becomes HTML, and a faulty source is answered with its faults", async () => {
      const renderer = await open();
      const mjml = `<mjml><mj-body><mj-section><mj-column><mj-text>Hi ${FOOTER}</mj-text></mj-column></mj-section></mj-body></mjml>`;
      const good = await renderer.compile({ subject: "s", mjml });
      expect(good.ok && good.template.html).toContain("<table");
      const bad = await renderer.compile({ subject: "{{ broken", html: FOOTER });
      expect(bad.ok ? [] : bad.faults).toEqual([expect.objectContaining({ path: "/subject" })]);
    });

    test("results have the order of their requests, and a mail that fails does so alone", async () => {
      const renderer = await open();
      const [one, two] = [await compile(renderer, "One"), await compile(renderer, "Two")];
      const broken = { ...one, hash: "broken", subject: "{{ unclosed" };
      const results = await renderer.render([
        request(one, "Ada"),
        request(broken, "Bob"),
        request(two, "Cid"),
        request(one, "Dan"),
      ]);
      expect(results.map((result) => (result.ok ? result.mail.subject : "failed"))).toEqual([
        "One Ada",
        "failed",
        "Two Cid",
        "One Dan",
      ]);
    });

    test("calls at once are answered each with its own", async () => {
      const renderer = await open();
      const template = await compile(renderer, "Hi");
      const names = Array.from({ length: 50 }, (_, i) => `n${i}`);
      const results = await Promise.all(
        names.map((name) => renderer.render([request(template, name)])),
      );
      const subjects = results.map(([result]) => (result?.ok ? result.mail.subject : ""));
      expect(subjects).toEqual(names.map((name) => `Hi ${name}`));
    });

    test("more templates than are kept still render, in one call and again", async () => {
      const renderer = await open();
      const base = await compile(renderer, "Base");
      const templates = Array.from({ length: 130 }, (_, i) => ({
        ...base,
        hash: `h${i}`,
        subject: `s${i}`,
      }));
      const wanted = templates.map((template) => template.subject);
      for (const order of [templates, templates.toReversed(), templates]) {
        const results = await renderer.render(order.map((template) => request(template, "x")));
        const subjects = results.map((result) => (result.ok ? result.mail.subject : ""));
        expect(subjects).toEqual(order === templates ? wanted : wanted.toReversed());
      }
    });
  });
}
