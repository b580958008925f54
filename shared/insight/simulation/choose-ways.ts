import type { Definition } from "#shared/automation/language/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

/** Which way is taken where chance would decide: the number of a split's way (from 1), the name of a variant. */
export type Choice = {
  steps?: Record<string, string | number> | undefined;
  holdout?: boolean | undefined;
};

/** The definition in which chance has no choice: all other ways weigh nothing. */
export function chooseWays(
  definition: Definition,
  { steps: ways = {}, holdout }: Choice,
): Definition {
  const weigh = (isChosen: boolean) => (isChosen ? 1 : 0);
  const steps = Object.entries(definition.steps).map(([name, step]) => {
    const way = ownValue(ways, name);
    if (way !== undefined && step.kind === "split") {
      const weighed = step.ways.map((one, i) => ({ ...one, weight: weigh(i + 1 === Number(way)) }));
      return [name, { ...step, ways: weighed }];
    }
    if (way !== undefined && step.kind === "experiment") {
      const variants = step.variants.map((one) => ({ ...one, weight: weigh(one.name === way) }));
      return [name, { ...step, variants }];
    }
    return [name, step];
  });
  const share = holdout === undefined ? {} : { holdout: holdout ? 100 : 0 };
  return { ...definition, ...share, steps: Object.fromEntries(steps) };
}
