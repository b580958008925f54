/**
 * The immediate dominator of each node: the last one that every way to it passes. `nodes` are in
 * topological order, the root first; `before` names the nodes from which one is reached.
 * Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm" (2001).
 */
export function dominatorsOf(
  nodes: readonly string[],
  before: (node: string) => readonly string[],
): Map<string, string> {
  const rank = new Map(nodes.map((node, at) => [node, at]));
  const dominator = new Map<string, string>();
  const meet = (one: string, other: string): string => {
    let [a, b] = [one, other];
    while (a !== b) {
      if (rank.get(a)! > rank.get(b)!) a = dominator.get(a)!;
      else b = dominator.get(b)!;
    }
    return a;
  };
  // Without back edges a single round settles each.
  for (const node of nodes.slice(1)) {
    const [first, ...others] = before(node);
    if (first !== undefined) dominator.set(node, others.reduce(meet, first));
  }
  return dominator;
}
