import type { Definition } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/**
 * The branch taken at a step of chance: the number of a split's branch (from 1), or a variant's
 * name.
 */
export type ForcedBranches = {
  steps?: Record<string, string | number> | undefined;
  holdout?: boolean | undefined;
};

/** The definition with chance removed: all other branches get weight 0. */
export function forceBranches(
  definition: Definition,
  { steps: branches = {}, holdout }: ForcedBranches,
): Definition {
  const weigh = (isChosen: boolean) => (isChosen ? 1 : 0);
  const steps = Object.entries(definition.steps).map(([name, step]) => {
    const branch = ownValue(branches, name);
    if (branch !== undefined && step.kind === "split") {
      const weighed = step.ways.map((one, i) => ({
        ...one,
        weight: weigh(i + 1 === Number(branch)),
      }));
      return [name, { ...step, ways: weighed }];
    }
    if (branch !== undefined && step.kind === "experiment") {
      const variants = step.variants.map((one) => ({ ...one, weight: weigh(one.name === branch) }));
      return [name, { ...step, variants }];
    }
    return [name, step];
  });
  const share = holdout === undefined ? {} : { holdout: holdout ? 100 : 0 };
  return { ...definition, ...share, steps: Object.fromEntries(steps) };
}
