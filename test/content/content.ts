import PostalMime from "postal-mime";
import { expect } from "vitest";
import { compile } from "#shared/content/compiling/index.ts";
import { render } from "#shared/content/rendering/index.ts";
import type {
  CompiledTemplate,
  Rendered,
  RenderRequest,
  TemplateSource,
} from "#shared/ports/renderer.ts";
import { trimEnd } from "#test/content/mime/read-mail.ts";
import { HEAD } from "#test/support/mail-head.ts";

/** A source that needs no footer, so that a test sees only what it is about. */
export const LAW = `{{ postal_address }} <a href="{{ unsubscribe_url }}">out</a>`;

export async function compiled(source: Partial<TemplateSource>): Promise<CompiledTemplate> {
  const result = await compile({ subject: "Hello", ...source });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.template;
}

export async function faultsOf(source: Partial<TemplateSource>) {
  const result = await compile({ subject: "Hello", ...source });
  expect(result.ok).toBe(false);
  return result.ok ? [] : result.faults;
}

type Given = Partial<Omit<RenderRequest, "template">>;

/** A request for a mail of `template`, whose data is empty unless given. */
export const requestFor = (template: CompiledTemplate, given: Given = {}): RenderRequest => ({
  template,
  data: {},
  linkUrls: [],
  head: HEAD,
  ...given,
});

export async function outcomeOf(source: Partial<TemplateSource>, given?: Given) {
  const [result] = await render([requestFor(await compiled(source), given)]);
  return result!;
}

/** What a reader finds in the parts of a rendered mail. */
export async function partsOf({ raw }: Rendered): Promise<{ html: string; text: string }> {
  const { html, text } = await PostalMime.parse(raw);
  return { html: trimEnd(html ?? ""), text: trimEnd(text ?? "") };
}

export async function rendered(source: Partial<TemplateSource>, given?: Given) {
  const result = await outcomeOf(source, given);
  if (!result.ok) throw new Error(result.reason);
  return { ...result.mail, ...(await partsOf(result.mail)) };
}

export async function reasonOf(source: Partial<TemplateSource>, given?: Given): Promise<string> {
  const result = await outcomeOf(source, given);
  expect(result.ok).toBe(false);
  return result.ok ? "" : result.reason;
}
