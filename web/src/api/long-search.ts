type Page = { items: unknown[]; cursor: string | null };

/**
 * Pages a list holds at most, for a change has all of them loaded again, one after the other.
 * Further back one filters.
 */
export const MOST_PAGES = 20;
/** A page with fewer rows, and a next one, says that a filter fits few. */
const THIN_ROWS = 5;
/** Thin pages loaded in a row before one is asked. */
const THIN_PAGES = 5;

/** Whether a list has searched long for little: it goes on only when asked, each time as long. */
export function isSearchPaused(loaded: Page[] = []): boolean {
  const thin = loaded.length - 1 - loaded.findLastIndex(({ items }) => items.length >= THIN_ROWS);
  return thin > 0 && thin % THIN_PAGES === 0;
}

/** Whether there is more than a list holds. */
export const isCut = (loaded: Page[] = []): boolean =>
  loaded.length >= MOST_PAGES && loaded.at(-1)?.cursor !== null;
