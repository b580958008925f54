import { branchesOf, reachFrom } from "#shared/automation/language/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { type Check, warning } from "./finding.ts";

/**
 * A loop that nobody leaves unless something happens: whoever does nothing goes round until they have come by a thousand
 * times. The way on when something happens does not count; all others do.
 */
export const endlessWait: Check = ({ start, steps }) => {
  const names = [...reachFrom({ steps }, [start])];
  const reach = new Map(names.map((name) => [name, reachFrom({ steps }, [name], sureWays)]));
  const ends = (name: string) => sureWays(steps[name]!).includes(null);
  const stuck = names.filter((name) => ![...reach.get(name)!].some(ends));
  const told = new Set<string>();
  return stuck.flatMap((name) => {
    const loop = loopOf(name, steps, reach);
    if (loop.length === 0 || told.has(name)) return [];
    for (const one of loop) told.add(one);
    const place = loop.find((one) => steps[one]!.kind === "waitFor") ?? name;
    const message = "a contact who does nothing stays in this loop forever";
    const remedy =
      "lead out of the loop without an event, or count in an attribute and branch on it";
    return [warning("endless-wait", `/steps/${place}`, message, remedy)];
  });
};

/** The ways on that are taken without anything happening. */
const sureWays = (step: Step): (string | null)[] =>
  step.kind === "waitFor" ? [step.otherwise] : branchesOf(step);

/** The steps that lead to this one and that it leads to; none where it is in no loop. */
function loopOf(name: string, steps: Record<string, Step>, reach: Map<string, Set<string>>) {
  const after = sureWays(steps[name]!).flatMap((next) => [
    ...(next ? (reach.get(next) ?? []) : []),
  ]);
  if (!after.includes(name)) return [];
  return [...reach.keys()].filter((one) => after.includes(one) && reach.get(one)!.has(name));
}
