import { controlFlowOf, findJumps } from "./control-flow.ts";
import type { Cut } from "./mask-liquid.ts";

/**
 * Removes line ends before a tag after which only line ends can follow: a line of nothing but tags
 * would be blank.
 */
export function joinLines(cuts: Cut[]): Cut[] {
  const jumps = findJumps(cuts);
  const joined = [...cuts];
  joined.forEach(({ text, liquid }, at) => {
    if (liquid !== undefined || !/\n[ \t]*$/.test(text)) return;
    if (cuts[at + 1]?.liquid !== undefined && leadsToLineEnd(joined, jumps, at + 1)) {
      joined[at] = { text: text.trimEnd() };
    }
  });
  return joined;
}

/** Whether rendering from there reaches a line end, or the end, before anything else. */
function leadsToLineEnd(cuts: Cut[], jumps: Map<number, number[]>, from: number): boolean {
  const seen = new Set<number>();
  const ways = [from];
  for (let at = ways.pop(); at !== undefined; at = ways.pop()) {
    const cut = cuts[at];
    if (cut === undefined || seen.has(at)) continue;
    seen.add(at);
    if (cut.liquid === undefined) {
      if (/^[ \t]*\n/.test(cut.text)) continue;
      if (cut.text.trim() !== "") return false;
      ways.push(at + 1);
      continue;
    }
    const flow = controlFlowOf(cut.liquid);
    if (flow === undefined || flow === "leave") return false;
    if (flow !== "branch") ways.push(at + 1);
    ways.push(...(jumps.get(at) ?? []));
  }
  return true;
}
