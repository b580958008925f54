import { clickUrl, type LinkSite } from "#shared/content/link-tokens/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";

/** The most loop links tracked per mail: they are signed before their targets are known. */
export const MAX_LOOP_LINKS = 100;
/** Spare links for loops over numbers or a split text, which are no lists of the data. */
const SPARE = 8;

/** The tracked URLs of a mail: one per link of its template, and as many as its loops may need. */
export function linkUrls(
  site: LinkSite,
  messageId: string,
  { links, inPlaceLinks = 0 }: CompiledTemplate,
  data: object,
): string[] {
  const inPlace =
    inPlaceLinks === 0
      ? 0
      : Math.min(MAX_LOOP_LINKS, inPlaceLinks * (SPARE + countEntries(data, MAX_LOOP_LINKS)));
  return Array.from({ length: links.length + inPlace }, (_, index) =>
    clickUrl(site, messageId, index),
  );
}

/** Counts the entries of all lists within `value`, up to `most`. */
function countEntries(value: unknown, most: number): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? value.length : 0;
  for (const entry of Object.values(value)) {
    if (count >= most) break;
    count += countEntries(entry, most - count);
  }
  return count;
}
