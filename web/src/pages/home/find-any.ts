export type Found = { isFound: boolean; isWhole: boolean };
type Page = { items: unknown[]; cursor: string | null };

/** A page that fits none still looks at hundreds of mails; older ones are left to the list. */
const MOST_PAGES = 4;

/**
 * Whether a list has any item: an empty page may have a next one, for the API ends a page after so
 * many reads. `isWhole` is false where the newest pages had none and older ones were not asked.
 */
export async function findAny(load: (cursor?: string) => Promise<Page>): Promise<Found> {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await load(cursor);
    if (page.items.length > 0) return { isFound: true, isWhole: true };
    if (page.cursor === null) return { isFound: false, isWhole: true };
    cursor = page.cursor;
  }
  return { isFound: false, isWhole: false };
}
