const NAME = /^\{%-?\s*(end)?(\w+)/;
const BLOCKS = /^(?:if|unless|case|for|tablerow)$/;
const BRANCHES = /^(?:else|elsif|when)$/;

/** A piece of Liquid's effect on the order of rendering; `step`: continue. */
type ControlFlow = "open" | "branch" | "close" | "step" | "leave";

/** @param liquid undefined for text */
export function controlFlowOf(liquid: string | undefined): ControlFlow | undefined {
  const [, end, name = ""] = NAME.exec(liquid ?? "") ?? [];
  if (BLOCKS.test(name)) return end ? "close" : "open";
  if (BRANCHES.test(name)) return "branch";
  if (name === "assign") return "step";
  return name === "" ? undefined : "leave";
}

/**
 * The jumps of rendering, by position: from an opening tag to its branches, from a branch to the
 * block's end, from a loop's end to its beginning.
 */
export function findJumps(pieces: { liquid?: string }[]): Map<number, number[]> {
  const jumps = new Map<number, number[]>();
  const open: number[][] = [];
  pieces.forEach(({ liquid }, at) => {
    const flow = controlFlowOf(liquid);
    if (flow === "open") open.push([at]);
    if (flow === "branch") open.at(-1)?.push(at);
    if (flow !== "close") return;
    const [start = at, ...branches] = open.pop() ?? [];
    jumps.set(
      start,
      [...branches, at].map((place) => place + 1),
    );
    for (const place of branches) jumps.set(place, [at + 1]);
    jumps.set(at, [start + 1]);
  });
  return jumps;
}
