import { isEnd } from "./graph.ts";
import type { Layout } from "./layout.ts";

export type Direction = "up" | "down" | "left" | "right";

/** Where an arrow key leads from a place: along the arrows, or to what stands beside it. */
export function walk(layout: Layout, from: string, direction: Direction): string | undefined {
  const { edges, places, jumps } = layout;
  if (direction === "down")
    return edges.find((edge) => edge.from === from && !jumps.has(edge.id))?.to;
  if (direction === "up")
    return edges.find((edge) => edge.to === from && !jumps.has(edge.id))?.from;
  const here = places.get(from);
  if (!here) return undefined;
  const sign = direction === "left" ? -1 : 1;
  const middle = here.x + here.width / 2;
  let best: { id: string; away: number } | undefined;
  for (const [id, { x, y, width, height }] of places) {
    const across = (x + width / 2 - middle) * sign;
    const isBeside = y < here.y + here.height && here.y < y + height;
    if (across > 0 && isBeside && (!best || across < best.away)) best = { id, away: across };
  }
  return best?.id;
}

/**
 * The arrow at which a step is added from a place: the one into an end, else the first out of it.
 */
export function arrowAt(layout: Layout, place: string): { from: string; path: string } | undefined {
  const edge = layout.edges.find(({ from, to }) => (isEnd(place) ? to : from) === place);
  return edge && { from: edge.from, path: edge.path };
}
