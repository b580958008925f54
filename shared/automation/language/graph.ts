import { kindOf, type Step } from "#shared/automation/steps/index.ts";
import type { Definition } from "./definition.ts";

type Ways = (step: Step) => (string | null)[];

/** Every way on from a step. */
export const branchesOf: Ways = (step) => kindOf(step).exits(step);

/** The steps that a run on `from` may come to, `from` included, by some of the ways on. */
export function reachFrom(
  { steps }: Pick<Definition, "steps">,
  from: Iterable<string>,
  ways: Ways = branchesOf,
): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name) || !Object.hasOwn(steps, name)) continue;
    seen.add(name);
    open.push(...ways(steps[name]!).filter((next) => next !== null));
  }
  return seen;
}
