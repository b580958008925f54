import type { components } from "../../../api/schema.d.ts";
import { type Definition, ENTER } from "../../../canvas/definition.ts";
import { graphOf } from "../../../canvas/graph.ts";
import { own } from "../../../canvas/json.ts";

export type Item = components["schemas"]["SimulationItem"];
/**
 * What a run did up to an instant: the steps it met, each with the last thing there, and its
 * arrows.
 */
export type Trace = {
  here: string | undefined;
  steps: Map<string, Item>;
  passed: Set<string>;
};

/** Mails leave later than the run passes their step: they do not lead it back. */
const LATER = new Set(["mail", "hold", "drop"]);

/** What a simulation shows up to, and with, its item at `index`. Pure. */
export function traceOf(definition: Definition, timeline: readonly Item[], index: number): Trace {
  const shown = timeline
    .slice(0, index + 1)
    .filter(({ step }) => Object.hasOwn(definition.steps, step!));
  const steps = new Map(shown.map((item) => [item.step!, item]));
  const edges = Map.groupBy(graphOf(definition).edges, ({ from }) => from);
  const passed = new Set<string>();
  /** The shortest way along steps that were met; a mail's step may not be told before it leaves. */
  const wayTo = (from: string, to: string): string[] | undefined => {
    const ways = new Map<string, string[]>([[from, []]]);
    for (const [place, way] of ways) {
      for (const edge of edges.get(place) ?? []) {
        const next = [...way, edge.id];
        if (edge.to === to) return next;
        const isOpen = own(definition.steps, edge.to)?.kind === "send" || steps.has(edge.to);
        if (isOpen && !ways.has(edge.to)) ways.set(edge.to, next);
      }
    }
    return undefined;
  };
  const go = (from: string, to: string) => {
    for (const id of wayTo(from, to) ?? []) passed.add(id);
  };
  let last: string | undefined;
  for (const { kind, step } of shown) {
    if (LATER.has(kind) || step === last) continue;
    if (last !== undefined) go(last, step!);
    else if (kind === "entered") go(ENTER, step!);
    last = step;
  }
  const met = new Set(shown.filter(({ kind }) => !LATER.has(kind)).map(({ step }) => step));
  for (const { kind, step } of shown) {
    if (!LATER.has(kind) || met.has(step) || last === undefined) continue;
    const isReached = [...passed].some((id) => endOf(edges, id) === step);
    if (!isReached) go(last, step!);
  }
  return { here: shown.at(-1)?.step, steps, passed };
}

function endOf(edges: Map<string, { id: string; to: string }[]>, id: string): string | undefined {
  for (const list of edges.values()) {
    const found = list.find((edge) => edge.id === id);
    if (found) return found.to;
  }
  return undefined;
}
