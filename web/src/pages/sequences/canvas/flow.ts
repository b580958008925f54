import type { Edge, Node } from "@xyflow/react";
import { type Definition, ENTER, type Step } from "../../../canvas/definition.ts";
import { isEnd } from "../../../canvas/graph.ts";
import { own } from "../../../canvas/json.ts";
import { GAP, type Layout } from "../../../canvas/layout.ts";
import { type Point, roundPath } from "../../../canvas/path.ts";

export type StepNode = Node<{ step: Step | undefined; isUnreached: boolean }, "step">;
export type PlaceNode =
  | StepNode
  | Node<{ definition: Definition }, "enter">
  | Node<{ from: string; path: string }, "end">;
type ArrowData = {
  step: Step | undefined;
  path: string;
  line: string;
  /** Where its words and its plus stand. */
  at: Point;
  /** Where it leads, when it leads up. */
  jump: string | undefined;
};
export type ArrowEdge = Edge<ArrowData, "arrow">;

const BUS = 14;

/** The nodes of React Flow; sizes are given, so that none has to be measured first. */
export function nodesOf(definition: Definition, layout: Layout): PlaceNode[] {
  const loose = new Set(layout.unreached);
  return layout.nodes.map((id) => {
    const { x, y, width, height } = layout.places.get(id)!;
    const base = {
      id,
      position: { x, y },
      width,
      height,
      measured: { width, height },
      ariaRole: "presentation" as const,
      domAttributes: { "aria-roledescription": undefined },
    };
    if (id === ENTER) return { ...base, type: "enter", data: { definition } };
    if (isEnd(id)) {
      const edge = layout.edges.find(({ to }) => to === id)!;
      return { ...base, type: "end", data: { from: edge.from, path: edge.path } };
    }
    const step = own(definition.steps, id);
    return { ...base, type: "step", data: { step, isUnreached: loose.has(id) } };
  });
}

/** The arrows, each with its line: down to its lane, along it, and over to where it leads. */
export function edgesOf(definition: Definition, layout: Layout): ArrowEdge[] {
  return layout.edges.map(({ id, from, path, to }) => {
    const leaves = layout.places.get(from)!;
    const meets = layout.places.get(to)!;
    const [x, bottom] = [leaves.x + leaves.width / 2, leaves.y + leaves.height];
    const lane = layout.lanes.get(id) ?? x;
    const isJump = layout.jumps.has(id);
    const end = meets.x + meets.width / 2;
    const points = [
      { x, y: bottom },
      { x, y: bottom + BUS },
      { x: lane, y: bottom + BUS },
      ...(isJump
        ? [{ x: lane, y: bottom + GAP.y }]
        : [
            { x: lane, y: meets.y - BUS },
            { x: end, y: meets.y - BUS },
            { x: end, y: meets.y - 1 },
          ]),
    ];
    const straight = points.filter(
      (point, at) =>
        !(
          at > 0 &&
          points[at + 1] &&
          point.x === points[at - 1]!.x &&
          point.x === points[at + 1]!.x
        ),
    );
    return {
      id,
      source: from,
      target: isJump ? from : to,
      type: "arrow",
      data: {
        step: own(definition.steps, from),
        path,
        line: roundPath(straight),
        at: { x: lane, y: bottom },
        jump: isJump ? to : undefined,
      },
    };
  });
}
