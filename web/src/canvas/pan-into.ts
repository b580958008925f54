import type { Place } from "./layout.ts";

type View = { x: number; y: number; zoom: number };
type Size = { width: number; height: number };
/** Room that is kept around a place, in pixels of the screen. */
type Margins = { top: number; left: number; right: number; bottom: number };

/** How far one axis moves, so that what lies from `from` to `to` lies within `start` to `end`. */
function shift(from: number, to: number, start: number, end: number): number {
  if (from < start || to - from > end - start) return start - from;
  return Math.min(0, end - to);
}

/** The view moved just as far as a place needs to be seen whole; undefined where it is already. */
export function panInto(place: Place, view: View, size: Size, keep: Margins): View | undefined {
  const { zoom } = view;
  const [left, top] = [place.x * zoom + view.x, place.y * zoom + view.y];
  const dx = shift(left, left + place.width * zoom, keep.left, size.width - keep.right);
  const dy = shift(top, top + place.height * zoom, keep.top, size.height - keep.bottom);
  return dx === 0 && dy === 0 ? undefined : { x: view.x + dx, y: view.y + dy, zoom };
}
