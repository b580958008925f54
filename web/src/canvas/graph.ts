import { type Definition, ENTER } from "./definition.ts";
import { exitsFrom } from "./exits.ts";

/** An arrow. `to` is a step's name, or the id of an open end. */
export type Edge = { id: string; from: string; path: string; to: string; isBack: boolean };
export type Graph = {
  /** Every place in the order in which a run meets it; what no run reaches comes last. */
  nodes: string[];
  edges: Edge[];
  /** Steps that no run reaches. */
  unreached: string[];
};

/** The id of the open end of an exit that ends the run. */
export const endOf = (from: string, path: string) => `end:${from}${path}`;
export const isEnd = (id: string) => id.startsWith("end:");

/** The picture of a definition: steps, open ends and arrows, loops marked. */
export function graphOf(definition: Definition): Graph {
  const edges = new Map<string, Edge[]>();
  const after: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (from: string) => {
    state.set(from, "open");
    const own = exitsFrom(definition, from).map(({ path, target }): Edge => {
      const known = target !== null && Object.hasOwn(definition.steps, target);
      const to = known ? target : endOf(from, path);
      return { id: `${from}${path}`, from, path, to, isBack: state.get(to) === "open" };
    });
    edges.set(from, own);
    // From the last, so that the order of visits turned round is that of the exits.
    for (const { to } of own.toReversed()) {
      if (isEnd(to)) after.push(to);
      else if (!state.has(to)) visit(to);
    }
    for (const edge of own) edge.isBack = state.get(edge.to) === "open";
    state.set(from, "done");
    after.push(from);
  };
  visit(ENTER);
  const reached = after.toReversed();
  const unreached: string[] = [];
  for (const name of Object.keys(definition.steps)) {
    if (state.has(name)) continue;
    const start = after.length;
    visit(name);
    const found = after.slice(start).toReversed();
    reached.push(...found);
    unreached.push(...found.filter((id) => !isEnd(id)));
  }
  return { nodes: reached, edges: [...edges.values()].flat(), unreached };
}
