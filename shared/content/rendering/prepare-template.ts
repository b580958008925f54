import type { Liquid, Template } from "liquidjs";
import QuickLRU from "quick-lru";
import type { LinkSite } from "#shared/content/liquid/index.ts";
import {
  boundRanges,
  fastOutputs,
  htmlEngine,
  linkName,
  MAX_PREPARED,
  plainEngine,
  readLiquid,
} from "#shared/content/liquid/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";
import { type PlainTemplate, plainTemplate } from "./plain-template.ts";

/** A parsed template with encoded fixed parts: the costly half of rendering, done once. */
export type Prepared = {
  subject: Template[];
  html: Template[];
  text: Template[];
  links: { index: number; name: string; url?: string; liquid?: Template[]; site?: LinkSite }[];
  /** Present if the template has values but no tags. */
  plain?: PlainTemplate;
};

/**
 * By hash. Not stored with the version, so that stored data depends on no encoder, and old versions
 * profit from a new one.
 */
const prepared = new QuickLRU<string, Prepared>({ maxSize: MAX_PREPARED });

/** @throws LiquidError when the template was not compiled by {@link compile} */
export function prepareTemplate(template: CompiledTemplate): Prepared {
  const known = prepared.get(template.hash);
  if (known) return known;
  const made = prepare(template);
  prepared.set(template.hash, made);
  return made;
}

function prepare({ subject, html, text, links }: CompiledTemplate): Prepared {
  const parsed = {
    subject: readPart(plainEngine, subject),
    html: readPart(htmlEngine, html),
    text: readPart(plainEngine, text),
  };
  const parsedLinks = links.map((link, index) => ({
    index,
    name: linkName(index),
    ...("url" in link
      ? { url: link.url }
      : {
          liquid: boundRanges(readLiquid(plainEngine, link.liquid)),
          site: { label: link.liquid, track: link.untracked !== true },
        }),
  }));
  return { ...parsed, links: parsedLinks, plain: plainTemplate(parsed) };
}

const readPart = (engine: Liquid, source: string): Template[] =>
  boundRanges(fastOutputs(readLiquid(engine, source), engine === htmlEngine));
