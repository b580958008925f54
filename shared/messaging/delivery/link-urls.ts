import { clickUrl, type LinkSite } from "#shared/content/link-tokens/index.ts";
import type { CompiledTemplate } from "#shared/ports/renderer.ts";

/** Of different addresses in loops that one mail tracks: each is signed before it is known. */
export const MAX_LOOP_LINKS = 100;
/** For loops over what is no list of the data, such as numbers or a text that was split. */
const SPARE = 8;

/**
 * The tracked addresses of a mail: one for each link of its template, then as many as its loops may
 * need.
 */
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

/** The entries of all lists within `value`; not counted beyond `most`. */
function countEntries(value: unknown, most: number): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? value.length : 0;
  for (const entry of Object.values(value)) {
    if (count >= most) break;
    count += countEntries(entry, most - count);
  }
  return count;
}
