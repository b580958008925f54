import type { LiquidMask } from "./mask-liquid.ts";

const CAPTURED = /\bcapture\s+["']?([\w-]+)/g;

const COLUMNS = /^(\{%\s*)tablerow\b(.*?)\bcols\s*:\s*[\w.-]+/s;
/** Without the blanks and the comma at its end. */
const endPlain = (text: string) => text.trimEnd().replace(/,$/, "");

/**
 * Veiled HTML whose Liquid prints what is read of what it printed: the cells of a `tablerow`
 * without their elements, values that are HTML without theirs, and without taking away the blanks
 * around it, since in a text they part what in HTML is parted by elements. Those blanks are taken
 * away here.
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

  /** What was captured is text already: its elements are gone. */
  function withoutRaw(liquid: string): string {
    const [, root = ""] = /^\{\{\s*([\w-]+)/.exec(liquid) ?? [];
    return captured.has(root) ? liquid : liquid.replace(/\|\s*raw\s*\}\}$/, "| strip_html }}");
  }
}
