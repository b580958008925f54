import { MAX_FAULTS, MAX_LINKS, MAX_LIQUID } from "#shared/content/liquid/index.ts";
import type { LiquidMask } from "#shared/content/markup/index.ts";
import {
  type Attribute,
  findUnquotedAttributes,
  scanAttributes,
} from "#shared/content/markup/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { classifyLink, type LinkClass, listLocals } from "./classify-link.ts";
import { LinkTable } from "./link-table.ts";

/** `mark`: the word in addresses that are not to be tracked; `track`: false where none is. */
type Options = { mark: string; track: boolean; path: string };

/**
 * Puts `{{ link_N }}` in place of each web address that an `<a>` or `<area>` of masked HTML leads
 * to, and a block of `link_url` where the address is made of names that mean something only there.
 * Equal addresses share one link.
 * @throws InvalidInput for addresses of other kinds, for over {@link MAX_LINKS} links, over
 * {@link MAX_LIQUID} places of them, and for values in a place where they would become markup
 */
export function trackLinks(
  html: string,
  mask: LiquidMask,
  { mark, track, path }: Options,
): { html: string; table: LinkTable } {
  const attributes = scanAttributes(html, path);
  const locals = listLocals(mask.pieces);
  const faults = findUnquotedAttributes(attributes, mask, path);
  const table = new LinkTable(path);
  let rewritten = "";
  let from = 0;

  const places = attributes.filter((each) => isLink(each, mask));
  if (places.length > MAX_LIQUID) {
    const message = `may have at most ${MAX_LIQUID} places with a link, not ${places.length}`;
    throw new InvalidInput("the links are not valid", [{ path, message }]);
  }

  const isRaw = rawPlaces(html, mask);
  for (const { value, start, end } of places) {
    if (isRaw(start)) {
      table.warn("a link inside {% raw %} is not tracked");
      continue;
    }
    const classified = classify(mask.show(value.replaceAll(mark, "")), locals, path, faults);
    const liquid = table.add(classified, track && !value.includes(mark));
    if (liquid === undefined) continue;
    rewritten += `${html.slice(from, start)}"${mask.cover(liquid)}"`;
    from = end;
  }
  if (table.size > MAX_LINKS) {
    faults.push({ path, message: `may have at most ${MAX_LINKS} links, not ${table.size}` });
  }
  if (faults.length > 0) {
    throw new InvalidInput("the links are not valid", faults.slice(0, MAX_FAULTS));
  }
  return { html: rewritten + html.slice(from), table };
}

const isLink = ({ tag, name }: Attribute, mask: LiquidMask): boolean =>
  // In `<a {% if x %}href=…` the tag and the name are one word. `v:…` is a button of Outlook's.
  /^(a|area|v:\w+)$/.test(mask.strip(tag)) && /^(xlink:)?href$/.test(mask.strip(name));

/** Whether Liquid would be printed as it is at a place of `html`. */
function rawPlaces(html: string, mask: LiquidMask): (place: number) => boolean {
  const marks = [...html.matchAll(new RegExp(mask.tag, "g"))].flatMap(({ 1: piece, index }) => {
    const [, tag] = /^\{%-?\s*(raw|endraw)\b/.exec(mask.pieces[Number(piece)]!) ?? [];
    return tag ? [{ index, isRaw: tag === "raw" }] : [];
  });
  return (place) => marks.findLast(({ index }) => index < place)?.isRaw ?? false;
}

function classify(href: string, locals: Set<string>, path: string, faults: Fault[]): LinkClass {
  try {
    return classifyLink(href, locals, path);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    faults.push(...error.faults);
    return { kind: "keep" };
  }
}
