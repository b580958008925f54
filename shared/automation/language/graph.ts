import { kindOf, type Step } from "#shared/automation/steps/index.ts";
import type { Definition } from "./definition.ts";

type Exits = (step: Step) => (string | null)[];

/** All branches of a step; null is the end. */
export const branchesOf: Exits = (step) => kindOf(step).exits(step);

/** The steps reachable from `from`, itself included, by the branches that `exitsOf` gives. */
export function reachFrom(
  { steps }: Pick<Definition, "steps">,
  from: Iterable<string>,
  exitsOf: Exits = branchesOf,
): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name) || !Object.hasOwn(steps, name)) continue;
    seen.add(name);
    open.push(...exitsOf(steps[name]!).filter((next) => next !== null));
  }
  return seen;
}
