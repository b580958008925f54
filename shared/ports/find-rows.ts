import type { Item } from "./table.ts";

type Page<D> = { items: Item<D>[]; cursor?: string | undefined };

/** Rows may hold whole definitions: a search looks at so many, then says where to go on. */
const PAGE = 100;
const MAX_PAGES = 5;

/**
 * The first `limit` rows that fit, in their order, and after which row to go on; there may be fewer
 * where few fit. `read`: a page of all rows.
 */
export async function findRows<D>(
  read: (limit: number, after: string | undefined) => Promise<Page<D>>,
  fits: (data: D) => boolean,
  limit: number,
  start: string | undefined,
): Promise<{ found: D[]; next: string | undefined }> {
  const found: D[] = [];
  let after = start;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, cursor } = await read(PAGE, after);
    for (const [at, { data, sk }] of items.entries()) {
      if (!fits(data)) continue;
      found.push(data);
      const isLast = at === items.length - 1 && cursor === undefined;
      if (found.length === limit) return { found, next: isLast ? undefined : sk };
    }
    after = cursor;
    if (after === undefined) break;
  }
  return { found, next: after };
}
