/**
 * What is to be known of the events of one name: the newest since an instant, and all since
 * another.
 */
export type WantedHistory = {
  /** The oldest instant that matters (epoch milliseconds). */
  from: number;
  /** How many of the newest since then are enough; all of them where it is left out. */
  newest?: number;
  /** Since when all are wanted, however many are enough of those before. */
  all?: number;
  /** Whether their fields are asked for, or only when they happened. */
  data: boolean;
};

/**
 * What is wanted of a name, as bounds that are all there: the newest of those since `from`, and all
 * since `all`.
 */
export const boundsOf = ({ from, newest, all = Number.POSITIVE_INFINITY }: WantedHistory) =>
  newest === undefined ? { from, newest: 0, all: Math.min(from, all) } : { from, newest, all };

/** Adds what is wanted of a name to what is wanted of it already. */
export function want(wanted: Map<string, WantedHistory>, name: string, next: WantedHistory): void {
  const known = wanted.get(name);
  if (!known) {
    wanted.set(name, next);
    return;
  }
  const [one, other] = [boundsOf(known), boundsOf(next)];
  wanted.set(name, {
    from: Math.min(one.from, other.from),
    newest: Math.max(one.newest, other.newest),
    all: Math.min(one.all, other.all),
    data: known.data || next.data,
  });
}

/** Whether what was read of a name answers what is wanted of it. */
export function isRead(read: WantedHistory | undefined, wanted: WantedHistory): boolean {
  if (!read || (wanted.data && !read.data)) return false;
  const [one, other] = [boundsOf(read), boundsOf(wanted)];
  const hasNewest = other.newest <= one.newest && one.from <= other.from;
  return one.all <= other.all && (other.newest === 0 || hasNewest || one.all <= other.from);
}
