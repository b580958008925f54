import { Parser } from "htmlparser2";
import { escapeHtml } from "#shared/content/liquid/index.ts";
import type { LiquidMask } from "./mask-liquid.ts";
import { createLiquidPreserver } from "./preserve-liquid.ts";
import { readStyle } from "./read-style.ts";
import {
  isImageVisible,
  isTextVisible,
  VISIBLE,
  type Visibility,
  visibilityIn,
} from "./visibility.ts";

/** Elements that a text distinguishes; kept without attributes. */
const KEPT = new Set("p h1 h2 h3 h4 h5 h6 ul ol li a pre blockquote".split(" "));
/** Each on lines of its own. */
const BLOCKS = new Set(
  (
    "address article aside body caption center dd details dialog div dl dt fieldset figcaption figure " +
    "footer form header hgroup html legend main menu nav optgroup option search section summary table tr"
  ).split(" "),
);
const BLOCK_DISPLAY = /^(?:block|flex|grid|table|list-item|flow-root)$/;
/** Side by side, but separate. */
const CELLS = new Set(["td", "th", "button"]);
const CELL_DISPLAY = /^(?:inline-(?:block|flex|grid|table)|table-cell)$/;

type Open = { name: string; visibility: Visibility; at: number; end: string };

/**
 * Reduces masked HTML to its visible content in elements that a text distinguishes: no attributes
 * except link addresses, pictures as their words, and Liquid tags in place.
 */
export function toVisibleHtml(html: string, mask: LiquidMask): string {
  const shown: string[] = [];
  const open: Open[] = [];
  const keep = createLiquidPreserver(mask);
  const around = () => open.at(-1)?.visibility ?? VISIBLE;
  const keepUnseen = (text: string) => void shown.push(keep(text, false));

  const parser = new Parser({
    onopentag(name, attributes) {
      const visibility = visibilityIn(around(), name, attributes);
      const { href, alt, ...rest } = attributes;
      keepUnseen(
        Object.entries(name === "a" ? rest : attributes)
          .flat()
          .join(" "),
      );
      const link = name === "a" && isImageVisible(visibility) ? href : undefined;
      if (name === "a" && link === undefined) keepUnseen(href ?? "");
      const [start, end] = marksOf(name, attributes, link);
      if (isImageVisible(visibility)) {
        shown.push(start);
        if (name === "img" && alt) shown.push(` ${escapeHtml(alt)} `);
      }
      open.push({
        name,
        visibility,
        at: shown.length - 1,
        end: isImageVisible(visibility) ? end : "",
      });
    },
    ontext(text) {
      const { name = "", visibility = VISIBLE, at = 0 } = open.at(-1) ?? {};
      // Liquid may repeat items, so their numbers are unknown.
      if (name === "ol" && mask.tag.test(text)) {
        shown[at] = "<ul>";
        open.at(-1)!.end = "</ul>";
      }
      shown.push(keep(text, isTextVisible(visibility)));
    },
    onclosetag() {
      // An end tag cut off by the page has no open element.
      shown.push(open.pop()?.end ?? "");
    },
    oncomment: keepUnseen,
    onprocessinginstruction: (_name, data) => keepUnseen(data),
  });
  parser.end(html);
  return shown.join("");
}

/** The replacements of an element's start and end. */
function marksOf(
  name: string,
  { style = "" }: Record<string, string>,
  href: string | undefined,
): [string, string] {
  if (name === "br" || name === "hr") return [`<${name}>`, ""];
  const [start, end] = KEPT.has(name)
    ? [href === undefined ? `<${name}>` : `<a href="${escapeHtml(href)}">`, `</${name}>`]
    : ["", ""];
  const display = readStyle(style).get("display") ?? "";
  if (BLOCKS.has(name) || BLOCK_DISPLAY.test(display)) {
    // Paragraphs and lists need no wrapper.
    return start && name !== "a" ? [start, end] : [`<div>${start}`, `${end}</div>`];
  }
  return CELLS.has(name) || CELL_DISPLAY.test(display) ? [` ${start}`, `${end} `] : [start, end];
}
