import { escapeHtml } from "#shared/content/liquid/index.ts";
import type { LiquidMask } from "./mask-liquid.ts";

const COUNTS = /^\{%-?\s*(?:increment|decrement|cycle|liquid)\b/;
const CAPTURE = /^\{%-?\s*(end)?capture\b/;

/**
 * Visits all text of a masked page in order and returns what to keep so that the remaining Liquid
 * keeps its meaning: visible text entirely; of the rest its tags, which must stay paired, and
 * captures, which may be printed elsewhere.
 */
export function createLiquidPreserver(mask: LiquidMask) {
  let captures = 0;
  return (text: string, seen: boolean): string =>
    mask
      .cut(text)
      .map(({ text: each, liquid }) => {
        if (liquid === undefined) return seen || captures > 0 ? escapeHtml(each) : "";
        const [tag, end] = CAPTURE.exec(liquid) ?? [];
        if (tag) captures += end ? -1 : 1;
        if (seen || captures > 0 || mask.tag.test(each)) return each;
        return COUNTS.test(liquid) ? silence(each) : "";
      })
      .join("");

  /** A counter counts without printing. */
  function silence(word: string): string {
    return mask.cover("{% capture unseen %}") + word + mask.cover("{% endcapture %}");
  }
}
