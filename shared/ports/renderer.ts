import type { Fault } from "../kernel/errors.ts";

/** What an author writes: exactly one of `mjml` and `html`; `text` is derived when it is missing. */
export type TemplateSource = { subject: string; mjml?: string; html?: string; text?: string };

/** A link of a template: fixed, or Liquid that is rendered per mail. */
export type TemplateLink = { url: string } | { liquid: string };

/** Compiled once per version. `{{ link_3 }}` in `html` and `text` stands for the tracked link 3. */
export type CompiledTemplate = {
  hash: string;
  subject: string;
  html: string;
  text: string;
  links: TemplateLink[];
  /** Paths that the template reads, such as `contact.first_name` or `event.order_id`. */
  variables: string[];
};

export type CompileResult =
  | { ok: true; template: CompiledTemplate }
  | { ok: false; faults: Fault[] };

export type RenderRequest = {
  template: CompiledTemplate;
  /** What Liquid sees: `contact`, `event`, `data`, `unsubscribe_url`, `postal_address`, … */
  data: Record<string, unknown>;
  /** The tracked address for each of `template.links`. */
  linkUrls: string[];
};
export type Rendered = {
  subject: string;
  html: string;
  text: string;
  /** The rendered target of each link that is Liquid, by its index. */
  dynamicLinks: Record<number, string>;
};
export type RenderResult = { ok: true; mail: Rendered } | { ok: false; reason: string };

export interface Renderer {
  compile: (source: TemplateSource) => Promise<CompileResult>;
  /** A result per request, in order. @throws Unavailable when the renderer does not answer */
  render: (requests: RenderRequest[]) => Promise<RenderResult[]>;
}
