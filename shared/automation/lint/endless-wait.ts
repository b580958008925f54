import { branchesOf, reachFrom } from "#shared/automation/language/index.ts";
import type { Step } from "#shared/automation/steps/index.ts";
import { type Check, warning } from "./finding.ts";

/**
 * A loop that runs leave only by an event: an inactive contact stays until the limit of visits.
 * Branches taken by an event do not count, all others do.
 */
export const endlessWait: Check = ({ start, steps }) => {
  const names = [...reachFrom({ steps }, [start])];
  const reach = new Map(
    names.map((name) => [name, reachFrom({ steps }, [name], eventlessBranches)]),
  );
  const ends = (name: string) => eventlessBranches(steps[name]!).includes(null);
  const stuck = names.filter((name) => ![...reach.get(name)!].some(ends));
  const reported = new Set<string>();
  return stuck.flatMap((name) => {
    const loop = loopOf(name, steps, reach);
    if (loop.length === 0 || reported.has(name)) return [];
    for (const one of loop) reported.add(one);
    const target = loop.find((one) => steps[one]!.kind === "waitFor") ?? name;
    const message = "a contact who does nothing stays in this loop forever";
    const remedy =
      "lead out of the loop without an event, or count in an attribute and branch on it";
    return [warning("endless-wait", `/steps/${target}`, message, remedy)];
  });
};

/** The branches taken without an event. */
const eventlessBranches = (step: Step): (string | null)[] =>
  step.kind === "waitFor" ? [step.otherwise] : branchesOf(step);

/** The steps of the loop through this one; none if there is no loop. */
function loopOf(name: string, steps: Record<string, Step>, reach: Map<string, Set<string>>) {
  const after = eventlessBranches(steps[name]!).flatMap((next) => [
    ...(next ? (reach.get(next) ?? []) : []),
  ]);
  if (!after.includes(name)) return [];
  return [...reach.keys()].filter((one) => after.includes(one) && reach.get(one)!.has(name));
}
