import type { Template } from "liquidjs";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import { htmlEngine, plainEngine } from "./engines.ts";
import { MAX_PREPARED } from "./limits.ts";
import { linkName } from "./list-variables.ts";

/** A template parsed: the costly half of rendering, done once. */
export type Prepared = {
  subject: Template[];
  html: Template[];
  text: Template[];
  links: { index: number; name: string; url?: string; liquid?: Template[] }[];
};

/** By hash, the least recently used first. */
const prepared = new Map<string, Prepared>();

/** @throws LiquidError when the template was not compiled by {@link compile} */
export function prepareTemplate(template: CompiledTemplate): Prepared {
  const ready = prepared.get(template.hash) ?? parse(template);
  prepared.delete(template.hash);
  prepared.set(template.hash, ready);
  if (prepared.size > MAX_PREPARED) prepared.delete(prepared.keys().next().value!);
  return ready;
}

const parse = ({ subject, html, text, links }: CompiledTemplate): Prepared => ({
  subject: plainEngine.parse(subject),
  html: htmlEngine.parse(html),
  text: plainEngine.parse(text),
  links: links.map((link, index) => ({
    index,
    name: linkName(index),
    ...("url" in link ? { url: link.url } : { liquid: plainEngine.parse(link.liquid) }),
  })),
});
