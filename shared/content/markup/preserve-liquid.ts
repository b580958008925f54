import { escapeHtml } from "#shared/content/liquid/index.ts";
import type { Veil } from "./veil-liquid.ts";

const COUNTS = /^\{%-?\s*(?:increment|decrement|cycle|liquid)\b/;
const CAPTURE = /^\{%-?\s*(end)?capture\b/;

/**
 * Goes through all text of a veiled page in order, and tells what must be kept of it for the Liquid
 * of the rest to mean the same: of what is seen everything; of what is not its tags, so that they
 * stay in pairs and do what they do, and the content of a capture, which may be printed elsewhere.
 */
export function createLiquidPreserver(veil: Veil) {
  let captures = 0;
  return (text: string, seen: boolean): string =>
    veil
      .cut(text)
      .map(({ text: each, liquid }) => {
        if (liquid === undefined) return seen || captures > 0 ? escapeHtml(each) : "";
        const [tag, end] = CAPTURE.exec(liquid) ?? [];
        if (tag) captures += end ? -1 : 1;
        if (seen || captures > 0 || veil.tag.test(each)) return each;
        return COUNTS.test(liquid) ? silence(each) : "";
      })
      .join("");

  /** What counts on as it prints does so without printing. */
  function silence(word: string): string {
    return veil.cover("{% capture unseen %}") + word + veil.cover("{% endcapture %}");
  }
}
