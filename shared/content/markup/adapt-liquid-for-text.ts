import type { LiquidMask } from "./mask-liquid.ts";

const CAPTURED = /\bcapture\s+["']?([\w-]+)/g;

const COLUMNS = /^(\{%\s*)tablerow\b(.*?)\bcols\s*:\s*[\w.-]+/s;
/** Drops trailing blanks and a comma. */
const endPlain = (text: string) => text.trimEnd().replace(/,$/, "");

/**
 * Adapts the Liquid of masked HTML for the text part: `tablerow` cells and HTML values lose their
 * elements, and whitespace control is dropped, since in a text blanks separate what elements
 * separate in HTML. Extra blanks are removed here.
 */
export function adaptLiquidForText(html: string, mask: LiquidMask): string {
  const cuts = mask.cut(html);
  const captured = new Set(mask.pieces.flatMap((p) => [...p.matchAll(CAPTURED)].map(([, n]) => n)));
  const endsIn = (at: number, dash: RegExp) => dash.test(cuts[at]?.liquid ?? "");
  return cuts
    .map(({ text, liquid }, at) => {
      if (liquid !== undefined) return reword(liquid, text);
      const start = endsIn(at - 1, /-[}%]\}$/) ? text.trimStart() : text;
      return endsIn(at + 1, /^\{[{%]-/) ? start.trimEnd() : start;
    })
    .join("");

  function reword(liquid: string, word: string): string {
    const plain = withoutRaw(liquid.replace(/^(\{[{%])-/, "$1").replace(/-([}%]\})$/, "$1"))
      .replace(COLUMNS, (_, start: string, before: string) => `${start}for${endPlain(before)}`)
      .replace(/^(\{%\s*)tablerow\b/, "$1for")
      .replace(/\btablerowloop\b/g, "forloop");
    if (/^\{%\s*endtablerow\b/.test(plain)) return ` ${mask.cover("{% endfor %}")}`;
    return plain === liquid ? word : mask.cover(plain);
  }

  /** Captured content is text already. */
  function withoutRaw(liquid: string): string {
    const [, root = ""] = /^\{\{\s*([\w-]+)/.exec(liquid) ?? [];
    return captured.has(root) ? liquid : liquid.replace(/\|\s*raw\s*\}\}$/, "| strip_html }}");
  }
}
