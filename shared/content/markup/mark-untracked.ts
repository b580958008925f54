import { scanAttributes } from "./scan-attributes.ts";
import type { Veil } from "./veil-liquid.ts";

const NO_TRACK = "data-no-track";

/**
 * Takes `data-no-track` out of veiled markup and puts `mark`, a word that shows as nothing, at the
 * end of the `href` of the same element: there it outlasts MJML, which drops attributes that it
 * does not know.
 */
export function markUntracked(veil: Veil, path: string): { veil: Veil; mark: string } {
  const mark = veil.cover("");
  const { covered } = veil;
  if (!/data-no-track/i.test(covered)) return { veil, mark };
  const attributes = scanAttributes(covered, path);
  const isNoTrack = (name: string) => veil.strip(name) === NO_TRACK;
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
    } else if (elements.has(element) && veil.strip(name) === "href" && (quoted || value !== "")) {
      const at = quoted ? end - 1 : end;
      marked += covered.slice(from, at) + mark;
      from = at;
    }
  }
  return { veil: { ...veil, covered: marked + covered.slice(from) }, mark };
}
