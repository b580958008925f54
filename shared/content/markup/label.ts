import { readStyle } from "./read-style.ts";

/** Invisible characters: blanks, ignorable ones (Unicode TR44), and the blank Braille cell. */
const INKLESS = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const SPECK = /^[+-]?(?:0+|0*1)(?:\.\d*)?(?:px)?$/;

/** Whether a text is visible. */
export const hasInk = (text: string): boolean => text.replace(INKLESS, "") !== "";

/** Whether an `img` is a visible, clickable picture: it has a source and is larger than a pixel. */
export function isPicture({
  src = "",
  width,
  height,
  style = "",
}: Record<string, string>): boolean {
  const rules = readStyle(style);
  const sizes = [width, height, rules.get("width"), rules.get("height")];
  const isSpeck = (size: string | undefined) => size !== undefined && SPECK.test(size.trim());
  return hasInk(src) && !sizes.some(isSpeck);
}
