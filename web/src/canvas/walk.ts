import { isEnd } from "./graph.ts";
import type { Layout } from "./layout.ts";

export type Direction = "up" | "down" | "left" | "right";

/** The place above one: where the first arrow into it comes from. */
const above = ({ edges, jumps }: Layout, place: string) =>
  edges.find(({ id, to }) => to === place && !jumps.has(id))?.from;

/** The places of which one is the place above, in the order of its ways. */
function below(layout: Layout, place: string): string[] {
  const { nodes, edges, jumps } = layout;
  const ways = edges.filter(({ id, from }) => from === place && !jumps.has(id));
  const own = ways.map(({ to }) => to).filter((to) => above(layout, to) === place);
  // What no run reaches hangs from the top.
  const loose =
    place === nodes[0] ? nodes.filter((one) => one !== place && !above(layout, one)) : [];
  return [...new Set([...own, ...loose])];
}

/**
 * Where an arrow key leads from a place: along the arrows; among the ways of the step above; or to
 * what stands beside it. From the top every place can be reached.
 */
export function walk(layout: Layout, from: string, direction: Direction): string | undefined {
  const { nodes, edges, places, jumps } = layout;
  const up = above(layout, from);
  if (direction === "up") return up;
  if (direction === "down") {
    const first = edges.find((edge) => edge.from === from && !jumps.has(edge.id));
    return below(layout, from)[0] ?? first?.to;
  }
  const siblings = from === nodes[0] ? [] : below(layout, up ?? nodes[0]!);
  const next = siblings[siblings.indexOf(from) + (direction === "left" ? -1 : 1)];
  if (next !== undefined) return next;
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
