import type { Edge } from "../../../canvas/graph.ts";
import { END, GAP, type Layout } from "../../../canvas/layout.ts";
import { type Point, roundPath } from "../../../canvas/path.ts";

const BUS = 18;

/** An arrow to draw: its line, where its words stand, and the pill of one that leads up. */
export type Line = {
  edge: Edge;
  line: string;
  at: Point;
  pill: { left: number; top: number; width: number; height: number } | undefined;
};

/** The arrows of a layout: down to their lanes, along them, and over to where they lead. */
export function linesOf({ edges, places, lanes, jumps }: Layout): Line[] {
  return edges.map((edge) => {
    const from = places.get(edge.from)!;
    const to = places.get(edge.to)!;
    const [x, bottom] = [from.x + from.width / 2, from.y + from.height];
    const lane = lanes.get(edge.id) ?? x;
    const end = to.x + to.width / 2;
    const isJump = jumps.has(edge.id);
    const down = [
      { x, y: bottom },
      { x, y: bottom + BUS },
      { x: lane, y: bottom + BUS },
    ];
    const on = isJump
      ? [{ x: lane, y: bottom + GAP.y }]
      : [
          { x: lane, y: to.y - BUS },
          { x: end, y: to.y - BUS },
          { x: end, y: to.y - 1 },
        ];
    const points = [...down, ...on].filter(
      (point, index, all) =>
        !(point.x === all[index - 1]?.x && point.x === all[index + 1]?.x && index > 0),
    );
    return {
      edge,
      line: roundPath(points),
      at: { x: lane, y: bottom + 28 },
      pill: isJump ? { left: lane - END.width / 2, top: bottom + GAP.y, ...END } : undefined,
    };
  });
}
