import { controlFlowOf } from "./control-flow.ts";
import type { Cut } from "./mask-liquid.ts";

/** Drops Liquid blocks without any content, such as those that only chose a colour. */
export function dropEmptyBlocks(cuts: Cut[]): Cut[] {
  const idle = new Set<number>();
  /** The tag positions of each open block that is empty so far. */
  const open: number[][] = [];
  const keepAll = () => {
    for (const block of open) block.splice(0);
  };

  cuts.forEach(({ liquid }, at) => {
    const flow = controlFlowOf(liquid);
    if (flow === "open") open.push([at]);
    else if (flow === "branch") push(open.at(-1), at);
    else if (flow === "close") {
      const block = open.pop();
      push(block, at);
      for (const place of block ?? []) idle.add(place);
    } else keepAll();
  });
  return cuts.filter((_, at) => !idle.has(at));
}

/** A block emptied here still counts as content. */
function push(block: number[] | undefined, at: number): void {
  if (block && block.length > 0) block.push(at);
}
