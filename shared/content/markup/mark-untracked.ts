import type { LiquidMask } from "./mask-liquid.ts";
import { scanAttributes } from "./scan-attributes.ts";

const NO_TRACK = "data-no-track";

/**
 * Removes `data-no-track` from masked markup and appends the invisible word `mark` to the element's
 * `href`: MJML drops unknown attributes.
 */
export function markUntracked(mask: LiquidMask, path: string): { mask: LiquidMask; mark: string } {
  const mark = mask.cover("");
  const { covered } = mask;
  if (!/data-no-track/i.test(covered)) return { mask, mark };
  const attributes = scanAttributes(covered, path);
  const isNoTrack = (name: string) => mask.strip(name) === NO_TRACK;
  const elements = new Set(
    attributes.filter(({ name }) => isNoTrack(name)).map(({ element }) => element),
  );

  let marked = "";
  let from = 0;
  for (const { element, name, value, quoted, from: nameStart, end } of attributes) {
    if (isNoTrack(name)) {
      // In `{% if x %}data-no-track{% endif %}` tags and name are one word.
      marked += covered.slice(from, nameStart) + name.replace(NO_TRACK, "");
      from = end;
    } else if (elements.has(element) && mask.strip(name) === "href" && (quoted || value !== "")) {
      const at = quoted ? end - 1 : end;
      marked += covered.slice(from, at) + mark;
      from = at;
    }
  }
  return { mask: { ...mask, covered: marked + covered.slice(from) }, mark };
}
