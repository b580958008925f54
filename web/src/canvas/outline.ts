import { type Definition, ENTER } from "./definition.ts";
import { dominatorsOf } from "./dominators.ts";
import { type Exit, exitsFrom } from "./exits.ts";
import { graphOf, isEnd } from "./graph.ts";

/** A row of the outline: a step, how deep below a fork it stands, and where its ways lead. */
type OutlineRow = { name: string; depth: number; exits: Exit[]; isUnreached: boolean };

/**
 * The steps as a list in the order in which a run meets them. What a fork leads to stands deeper,
 * and what its ways lead to together stands as deep as the fork.
 */
export function outlineOf(definition: Definition): OutlineRow[] {
  const { nodes, edges, unreached } = graphOf(definition);
  const steps = nodes.filter((node) => !isEnd(node));
  const rank = new Map(steps.map((node, at) => [node, at]));
  const before = new Map<string, Set<string>>(steps.map((node) => [node, new Set()]));
  const after = new Map<string, Set<string>>(steps.map((node) => [node, new Set()]));
  for (const { from, to } of edges) {
    if (isEnd(to) || rank.get(from)! >= rank.get(to)!) continue;
    before.get(to)!.add(from);
    after.get(from)!.add(to);
  }
  const parents = (node: string) => {
    const own = [...before.get(node)!];
    return own.length === 0 && node !== ENTER ? [ENTER] : own;
  };
  const dominators = dominatorsOf(steps, parents);
  const depths = new Map([[ENTER, 0]]);
  const loose = new Set(unreached);
  return steps.slice(1).map((name) => {
    const dominator = dominators.get(name) ?? ENTER;
    const isWay = dominator !== ENTER && after.get(dominator)!.size > 1;
    const depth = depths.get(dominator)! + (isWay && before.get(name)!.size === 1 ? 1 : 0);
    depths.set(name, depth);
    return { name, depth, exits: exitsFrom(definition, name), isUnreached: loose.has(name) };
  });
}
