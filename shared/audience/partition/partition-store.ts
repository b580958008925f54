import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Item, Key, QueryOptions, Range, TableReader } from "#shared/ports/table.ts";

/** The partition of all rows of a contact. */
export const contactPk = (contact: string) => `${WORKSPACE}#${contact}`;

/** Sorts after every id in a sort key. */
export const LAST = "\u{10ffff}";

export const contactIn = (pk: string) => pk.slice(contactPk("").length);

/**
 * Key of a contact's row. The first letter of the sort key is the kind: `a` profile, `b`
 * enrollment, `c` message, `d` event by name, `e` event by time, `f` consent, `g` event
 * deduplication, `h` ended run, `i` webhook result. One query from `a` to within `c` reads what a
 * decision needs.
 */
export const contactKey = (contact: string, sk: string): Key<"people"> => ({
  table: "people",
  pk: contactPk(contact),
  sk,
});

/**
 * The rows of a contact within a range, up to the page after which they are `enough` (default:
 * all), at most `limit`.
 */
export async function readContactRows<D>(
  { table }: { table: TableReader<"people"> },
  contact: string,
  range: Range,
  { enough, ...options }: QueryOptions & { enough?: (rows: Item<D>[]) => boolean } = {},
): Promise<Item<D>[]> {
  const rows: Item<D>[] = [];
  const { limit = Number.POSITIVE_INFINITY } = options;
  let after: string | undefined;
  do {
    const left = limit - rows.length;
    const bound = options.limit === undefined ? {} : { limit: left };
    const page = await table.query<D>("people", contactPk(contact), range, {
      ...options,
      ...bound,
      after,
    });
    rows.push(...page.items);
    after = page.cursor;
  } while (after !== undefined && rows.length < limit && !enough?.(rows));
  return rows;
}
