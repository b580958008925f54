const WEEK = 7;

/** Where a key leads a cursor over points (0 to `last`); undefined where it leads nowhere. */
export function movedCursor(at: number, last: number, key: string): number | undefined {
  const wanted = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - WEEK,
    PageUp: at + WEEK,
    Home: 0,
    End: last,
  }[key];
  return wanted === undefined ? undefined : Math.min(last, Math.max(0, wanted));
}
