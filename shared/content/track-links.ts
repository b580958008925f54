import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import type { TemplateLink } from "#shared/ports/renderer.ts";
import { findOpenPlaces } from "./find-open-places.ts";
import { type Judgement, judgeLink, listLocals } from "./judge-link.ts";
import { MAX_FAULTS, MAX_LINKS } from "./limits.ts";
import { linkName } from "./list-variables.ts";
import { type Attribute, scanAttributes } from "./scan-attributes.ts";
import type { Veil } from "./veil-liquid.ts";

/**
 * Puts `{{ link_N }}` in place of each web address that an `<a>` or `<area>` of veiled HTML leads to.
 * Equal addresses share one link.
 * @throws InvalidInput for addresses of other kinds, for over {@link MAX_LINKS} links, and for values
 *   in a place where they would become markup
 */
export function trackLinks(html: string, veil: Veil, path: string) {
  const attributes = scanAttributes(html);
  const locals = listLocals(veil.pieces);
  const faults = findOpenPlaces(attributes, veil, path);
  const links: TemplateLink[] = [];
  const indexes = new Map<string, number>();
  let rewritten = "";
  let from = 0;

  for (const attribute of attributes.filter((each) => isLink(each, veil))) {
    const judgement = judge(veil.show(attribute.value), locals, path, faults);
    if (judgement === "keep") continue;
    const { start, end } = attribute;
    const value =
      judgement === "guard" ? guard(html.slice(start, end), veil) : `"${refer(judgement.track)}"`;
    rewritten += html.slice(from, start) + value;
    from = end;
  }
  if (links.length > MAX_LINKS) {
    faults.push({ path, message: `may have at most ${MAX_LINKS} links, not ${links.length}` });
  }
  if (faults.length > 0) {
    throw new InvalidInput("the links have faults", faults.slice(0, MAX_FAULTS));
  }
  return { html: rewritten + html.slice(from), links };

  function refer(link: TemplateLink): string {
    const key = JSON.stringify(link);
    const index = indexes.get(key) ?? links.push(link) - 1;
    indexes.set(key, index);
    return veil.cover(`{{ ${linkName(index)} }}`);
  }
}

const isLink = ({ tag, name }: Attribute, veil: Veil): boolean =>
  // In `<a {% if x %}href=…` the tag and the name are one word.
  /^(a|area)$/.test(veil.strip(tag)) && veil.strip(name) === "href";

function judge(href: string, locals: Set<string>, path: string, faults: Fault[]): Judgement {
  try {
    return judgeLink(href, locals, path);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    faults.push(...error.faults);
    return "keep";
  }
}

/** The same value, in the quotes that it had, stopped at render unless it is a web address. */
function guard(written: string, veil: Veil): string {
  const quote = /^["']/.exec(written)?.[0] ?? "";
  const value = quote ? written.slice(1, -1) : written;
  const start = veil.cover("{% capture guarded_url %}");
  const end = veil.cover("{% endcapture %}") + veil.cover("{{ guarded_url | web_url }}");
  return (quote || '"') + start + value + end + (quote || '"');
}
