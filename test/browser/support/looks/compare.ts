import type { Picture } from "./png.ts";

/** Two levels of a stored channel. */
const ALIKE = 16;

/** The share of pixels that differ; all of them when the sizes do. */
export function difference(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  const pixels = one.width * one.height;
  let differing = 0;
  for (let pixel = 0; pixel < pixels; pixel++) if (!isAlike(one, other, pixel * 3)) differing++;
  return differing / pixels;
}

/** The newer one, pale where both are alike and red where they differ. */
export function showDifference(one: Picture, other: Picture): Picture {
  const rgb = Uint8Array.from(other.rgb, (value) => 192 + Math.floor(value / 4));
  for (let at = 0; at < rgb.length; at += 3) {
    const isSame = one.rgb.length === other.rgb.length && isAlike(one, other, at);
    if (!isSame) rgb.set([220, 0, 0], at);
  }
  return { ...other, rgb };
}

const isAlike = (one: Picture, other: Picture, at: number) =>
  Math.abs(one.rgb[at]! - other.rgb[at]!) <= ALIKE &&
  Math.abs(one.rgb[at + 1]! - other.rgb[at + 1]!) <= ALIKE &&
  Math.abs(one.rgb[at + 2]! - other.rgb[at + 2]!) <= ALIKE;
