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

/** `mark`: marks addresses that must not be tracked; `track`: false to track none. */
type Options = { mark: string; track: boolean; path: string };

/**
 * Replaces each web address of an `<a>` or `<area>` in masked HTML by `{{ link_N }}`, or by a
 * `link_url` block if its names are local to the place. Equal addresses share one link.
 * @throws InvalidInput for other kinds of addresses, for over {@link MAX_LINKS} links or {@link
 * MAX_LIQUID} places, and for values where they would become markup
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
  // In `<a {% if x %}href=…` tag and name are one word. `v:…` is an Outlook button.
  /^(a|area|v:\w+)$/.test(mask.strip(tag)) && /^(xlink:)?href$/.test(mask.strip(name));

/** Tells whether Liquid at a position of `html` would be printed raw. */
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
