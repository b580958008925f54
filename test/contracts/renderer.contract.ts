import { afterEach, describe, expect, test } from "vitest";
import type { CompiledTemplate, Renderer } from "#shared/ports/renderer.ts";

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
  const request = (template: CompiledTemplate, first_name: string) => ({
    template,
    data: {
      contact: { first_name },
      postal_address: "1 Road",
      unsubscribe_url: "https://u.example",
    },
    linkUrls: template.links.map((_, i) => `https://track.example/${i}`),
  });

  describe(`the renderer on ${name}`, () => {
    test("what is compiled can be rendered", async () => {
      const renderer = await open();
      const [result] = await renderer.render([request(await compile(renderer, "Hello"), "Ada")]);
      expect(result).toMatchObject({ ok: true, mail: { subject: "Hello Ada" } });
      const html = result?.ok ? result.mail.html : "";
      expect(html).toContain("<p>Hello Ada</p>");
      expect(html).toContain("https://track.example/0");
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
