/** Which events of a name to read: the newest since `from`, and all since `all`. */
export type WantedHistory = {
  /** The oldest instant that matters (epoch milliseconds). */
  from: number;
  /** How many of the newest since `from`; default all. */
  newest?: number;
  /** The instant since which all are read, however many. */
  all?: number;
  /** Read their data too, not only when they happened. */
  data: boolean;
};

/** The wanted history with all bounds filled in. */
export const boundsOf = ({ from, newest, all = Number.POSITIVE_INFINITY }: WantedHistory) =>
  newest === undefined ? { from, newest: 0, all: Math.min(from, all) } : { from, newest, all };

/** Widens what is wanted of a name. */
export function addWanted(
  wanted: Map<string, WantedHistory>,
  name: string,
  next: WantedHistory,
): void {
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

/** Whether what was read covers what is wanted. */
export function isCovered(read: WantedHistory | undefined, wanted: WantedHistory): boolean {
  if (!read || (wanted.data && !read.data)) return false;
  const [one, other] = [boundsOf(read), boundsOf(wanted)];
  const hasNewest = other.newest <= one.newest && one.from <= other.from;
  return one.all <= other.all && (other.newest === 0 || hasNewest || one.all <= other.from);
}
