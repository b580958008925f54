import type { Definition } from "./definition.ts";
import { dominatorsOf } from "./dominators.ts";
import { type Graph, graphOf, isEnd } from "./graph.ts";

/** Sizes in pixels at zoom 1. */
export const NODE = { width: 264, height: 72 };
/** An open end, the pill of a loop, and the lane of an arrow that leads past what stands below. */
export const END = { width: 140, height: 28 };
export const GAP = { x: 32, y: 76 };

export type Place = { x: number; y: number; width: number; height: number };
/** `lanes` tell for each arrow at which x it leads down, under the place that it leaves. */
export type Layout = Graph & {
  places: Map<string, Place>;
  lanes: Map<string, number>;
  /** Arrows that lead up: loops, and ways from what no run reaches. */
  jumps: Set<string>;
};

type Block = { width: number; height: number; place: (x: number, y: number) => void };

/**
 * Lays a definition out from top to bottom. Positions are never stored: the same definition has the
 * same picture for all. Each node stands over a block of its own: the ways that lead from it side
 * by side, and below them what they lead to together. An arrow to there has a lane beside the ways,
 * so that it crosses nothing. Blocks never overlap. Linear in the steps, but for the dominators.
 */
export function layoutOf(definition: Definition): Layout {
  const graph = graphOf(definition);
  const places = new Map<string, Place>();
  const lanes = new Map<string, number>();
  const rank = new Map(graph.nodes.map((node, at) => [node, at]));
  const before = new Map<string, string[]>(graph.nodes.map((node) => [node, []]));
  const exits = Map.groupBy(graph.edges, ({ from }) => from);
  const jumps = new Set<string>();
  for (const { id, from, to } of graph.edges) {
    // What leads up does not move anything.
    if (rank.get(from)! < rank.get(to)!) before.get(to)!.push(from);
    else jumps.add(id);
  }
  const [root] = graph.nodes as [string];
  // What no run reaches hangs from the top, beside the rest.
  const isLoose = (node: string) => node !== root && before.get(node)!.length === 0;
  const parents = (node: string) => (isLoose(node) ? [root] : before.get(node)!);
  const dominators = dominatorsOf(graph.nodes, parents);
  const below = new Map<string, string[]>(graph.nodes.map((node) => [node, []]));
  for (const node of graph.nodes) {
    const dominator = dominators.get(node);
    if (dominator !== undefined) below.get(dominator)!.push(node);
  }
  const joins = (node: string) => before.get(node)!.length > 1;
  const blockOf = (node: string): Block => {
    const size = isEnd(node) ? END : NODE;
    const children = below.get(node)!;
    const own = new Set(children.filter((child) => !joins(child)));
    const ways = (exits.get(node) ?? []).map((edge) => {
      const isWay = !jumps.has(edge.id) && own.delete(edge.to);
      const block = isWay ? blockOf(edge.to) : laneOf(jumps.has(edge.id));
      return withLane(block, (x) => lanes.set(edge.id, x));
    });
    const row = sideBySide([...ways, ...[...own].map(blockOf)]);
    const rows = [row, ...children.filter(joins).map(blockOf)].filter(({ width }) => width > 0);
    const width = Math.max(size.width, ...rows.map((one) => one.width));
    const height = rows.reduce((sum, one) => sum + GAP.y + one.height, size.height);
    const place = (x: number, y: number) => {
      places.set(node, { x: x + (width - size.width) / 2, y, ...size });
      let top = y + size.height;
      for (const one of rows) {
        one.place(x + (width - one.width) / 2, top + GAP.y);
        top += GAP.y + one.height;
      }
    };
    return { width, height, place };
  };
  blockOf(root).place(0, 0);
  return { ...graph, places, lanes, jumps };
}

const laneOf = (isJump: boolean): Block => ({
  width: END.width,
  height: isJump ? END.height : 0,
  place: () => {},
});

/** A block that tells where its middle is. */
const withLane = (block: Block, tell: (x: number) => void): Block => ({
  ...block,
  place: (x, y) => {
    tell(x + block.width / 2);
    block.place(x, y);
  },
});

function sideBySide(blocks: Block[]): Block {
  const width = blocks.reduce((sum, block) => sum + block.width, 0);
  return {
    width: width + GAP.x * Math.max(0, blocks.length - 1),
    height: Math.max(0, ...blocks.map(({ height }) => height)),
    place: (x, y) => {
      let left = x;
      for (const block of blocks) {
        block.place(left, y);
        left += block.width + GAP.x;
      }
    },
  };
}
