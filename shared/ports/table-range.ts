import type { QueryOptions, Range } from "./table.ts";

/** Where the order of UTF-8 bytes differs from that of `<`, which compares UTF-16 units. */
const HIGH = /[\ud800-\uffff]/;

const compare = (a: string, b: string): number => {
  if (HIGH.test(a) || HIGH.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
};

/**
 * Where a page begins: after `after`, or at the start of the range. Undefined when no row can
 * follow: adapters then return an empty page without asking their store.
 */
export function beginPage(
  range: Range,
  { after, reverse = false }: QueryOptions,
): { after?: string } | undefined {
  if (!("prefix" in range)) {
    const { from = "", to } = range;
    if (to && compare(from, to) > 0) return undefined;
  }
  if (after === undefined) return {};
  const place = reverse ? -sideOf(after, range) : sideOf(after, range);
  if (place < 0) return {};
  // DynamoDB Local refuses to start after the last possible key, though it returns it as a cursor.
  return place > 0 || after === lastKey(range, reverse) ? undefined : { after };
}

function lastKey(range: Range, reverse: boolean): string | undefined {
  if ("prefix" in range) return reverse ? range.prefix : undefined;
  return reverse ? range.from : range.to;
}

/** Negative before the range, 0 within it, positive after it. */
function sideOf(sk: string, range: Range): number {
  if (sk === "") return -1;
  if ("prefix" in range) return sk.startsWith(range.prefix) ? 0 : compare(sk, range.prefix);
  if (compare(sk, range.from ?? "") < 0) return -1;
  return range.to && compare(sk, range.to) > 0 ? 1 : 0;
}
