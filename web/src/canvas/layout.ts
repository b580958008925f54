import type { Definition } from "./definition.ts";
import { dominatorsOf } from "./dominators.ts";
import { type Graph, graphOf, isEnd } from "./graph.ts";

/** Sizes in pixels at zoom 1. */
export const NODE = { width: 264, height: 72 };
export const END = { width: 28, height: 28 };
const GAP = { x: 36, y: 64 };

export type Place = { x: number; y: number; width: number; height: number };
export type Layout = Graph & { places: Map<string, Place> };

type Block = { width: number; height: number; place: (x: number, y: number) => void };

/**
 * Lays a definition out from top to bottom. Positions are never stored: the same definition has the
 * same picture for all. Each node stands over a block of its own: the ways that lead from it side by
 * side, and below them what they lead to together. Blocks never overlap. Linear in the steps, but
 * for the dominators.
 */
export function layoutOf(definition: Definition): Layout {
  const graph = graphOf(definition);
  const places = new Map<string, Place>();
  const rank = new Map(graph.nodes.map((node, at) => [node, at]));
  const before = new Map<string, string[]>(graph.nodes.map((node) => [node, []]));
  for (const { from, to } of graph.edges) {
    // Loops, and ways from what no run reaches into the rest, do not move anything.
    if (rank.get(from)! < rank.get(to)!) before.get(to)!.push(from);
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
  const blockOf = (node: string): Block => {
    const size = isEnd(node) ? END : NODE;
    const children = below.get(node)!;
    const joins = (child: string) => new Set(before.get(child)).size > 1;
    const ways = sideBySide(children.filter((child) => !joins(child)).map(blockOf));
    const rows = [ways, ...children.filter(joins).map(blockOf)].filter(({ width }) => width > 0);
    const width = Math.max(size.width, ...rows.map((row) => row.width));
    const height = rows.reduce((sum, row) => sum + GAP.y + row.height, size.height);
    const place = (x: number, y: number) => {
      places.set(node, { x: x + (width - size.width) / 2, y, ...size });
      let top = y + size.height;
      for (const row of rows) {
        row.place(x + (width - row.width) / 2, top + GAP.y);
        top += GAP.y + row.height;
      }
    };
    return { width, height, place };
  };
  blockOf(root).place(0, 0);
  return { ...graph, places };
}

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
