type Row = { sk: string };
type Page<T> = { items: T[]; cursor?: string | undefined };
type Read<T> = (list: number, after: string | undefined, limit: number) => Promise<Page<T>>;
type Ahead<T> = { rows: T[]; after?: string | undefined; isOver: boolean };

/** Rows read ahead of each list: a page's share, and some more as lists differ. */
const SPARE = 3;

/**
 * A page of several lists as if they were one, ordered by the UTF-8 bytes of `sk`: each list is in
 * that order, begins after `after`, and no `sk` is in two of them. `next` is the last row's.
 */
export async function mergePages<T extends Row>(
  lists: number,
  { limit, after, reverse = false }: { limit: number; after?: string; reverse?: boolean },
  read: Read<T>,
): Promise<{ items: T[]; next?: string }> {
  const size = Math.min(limit, Math.ceil(limit / lists) + SPARE);
  const ahead = Array.from({ length: lists }, (): Ahead<T> => ({ rows: [], after, isOver: false }));
  const items: T[] = [];
  for (;;) {
    await readAhead(ahead, size, read);
    const first = ahead.filter(({ rows }) => rows.length > 0);
    if (first.length === 0) return { items };
    if (items.length === limit) return { items, next: items.at(-1)!.sk };
    items.push(first.reduce((a, b) => (comesFirst(b, a, reverse) ? b : a)).rows.shift()!);
  }
}

const readAhead = <T extends Row>(ahead: Ahead<T>[], size: number, read: Read<T>) =>
  Promise.all(
    ahead.map(async (list, i) => {
      while (list.rows.length === 0 && !list.isOver) {
        const page = await read(i, list.after, size);
        list.rows = page.items;
        list.after = page.cursor;
        list.isOver = page.cursor === undefined;
      }
    }),
  );

function comesFirst<T extends Row>(a: Ahead<T>, b: Ahead<T>, reverse: boolean): boolean {
  const order = Buffer.compare(Buffer.from(a.rows[0]!.sk), Buffer.from(b.rows[0]!.sk));
  return reverse ? order > 0 : order < 0;
}
